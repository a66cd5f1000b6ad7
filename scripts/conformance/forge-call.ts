import { bodyHash } from '../../subgraphs/kit/channel/body-hash.ts';
import {
  CALL_ALG,
  CALL_LIFETIME,
  CALL_TYP,
  GATEWAY,
} from '../../subgraphs/kit/channel/call-claims.ts';
import { createCallKeys, kidOf } from '../../subgraphs/kit/channel/call-key.ts';
import type { CallEnds } from '../../subgraphs/kit/channel/call-key.ts';
import { forgeJwt } from '../../subgraphs/kit/people/toy-jwt.ts';
import { forgeJws, sealingKey, signingKey } from '../../subgraphs/kit/sealing/toy-parties.ts';
import type { Forger } from './forge-envelope.ts';

/** What is unsound about a call. */
export type CallForgery = {
  /** Beyond the claims of a sound call. */
  claims?: object;
  /** Beyond the header of a sound call. */
  header?: object;
  /** Between whom the key is agreed that makes the tag, where it is not the two of the call. */
  ends?: CallEnds;
  /** Makes the tag, whatever was agreed; null leaves it empty. */
  key?: Buffer | null;
  /** Changes the call when it is made. */
  tamper?: (call: string) => string;
};

/** The keys of a sound call: the gateway's, whose private half is known here, and the agency's. */
export function endsOf({ gateway, agency }: Pick<Forger, 'gateway' | 'agency'>): CallEnds {
  const [own] = gateway.own.opening.values();
  if (own === undefined) throw new Error('the gateway has no key to agree with');
  return { code: agency.code, gateway: own, subgraph: sealingKey(agency) };
}

/** What the gateway and the agency agree on. */
export async function agreedKey(forger: Forger): Promise<Buffer> {
  const { secret } = await createCallKeys()(endsOf(forger));
  return secret.export();
}

/** A call that is sound, but for what `forgery` says. */
export async function forgeCall(
  forger: Forger,
  body: string,
  { claims, header, ends, key, tamper }: CallForgery,
): Promise<string> {
  const { secret } = await createCallKeys()(ends ?? endsOf(forger));
  const made = key === undefined ? secret.export() : (key ?? undefined);
  const call = forgeJwt(
    { ...headerOf(forger), ...header },
    { ...claimsOf(forger, body), ...claims },
    made,
  );
  return tamper?.(call) ?? call;
}

/** A call that the gateway has signed, with the key by which it signs what is no call. */
export function signedCall(forger: Forger, body: string): Promise<string> {
  const header = { ...headerOf(forger), alg: 'EdDSA' };
  return forgeJws(claimsOf(forger, body), header, signingKey(forger.gateway.own).key);
}

function headerOf(forger: Forger): { alg: string; typ: string; kid: string } {
  return { alg: CALL_ALG, typ: CALL_TYP, kid: kidOf(endsOf(forger)) };
}

function claimsOf({ agency, at, newId }: Forger, body: string): object {
  const iat = at();
  return {
    ...{ iss: GATEWAY, aud: agency.code, iat, exp: iat + CALL_LIFETIME, jti: newId() },
    ...{ bsh: bodyHash(body), rid: 'conformance', roles: [], scopes: [] },
  };
}
