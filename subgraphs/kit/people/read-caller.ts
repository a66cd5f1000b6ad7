import { hash } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { createSeenIds } from '../channel/seen-ids.ts';
import type { CallerCause, Known } from './caller-cause.ts';
import { because, known } from './caller-cause.ts';
import type { Caller, Person } from './person.ts';
import { createProviderKeys } from './provider-keys.ts';
import { rememberRecent } from './remember-recent.ts';
import { createTokenVerifier } from './verify-access-token.ts';
import { PROOF_WINDOW, verifyProof } from './verify-proof.ts';
import type { Proof } from './verify-proof.ts';

/** Proofs that one process remembers in two minutes; sooner than forget one it refuses new ones. */
const REMEMBERED = 500_000;
/** Keys of people that one process keeps ready to verify with. */
const KEYS_REMEMBERED = 2_000;

/** The two headers that say who asks. */
export type CallerHeaders = { authorization: string | undefined; dpop: string | undefined };

export type ReadCaller =
  | { ok: true; caller: Caller }
  | { ok: false; code: 'TOKEN_REFUSED' | 'PROOF_REFUSED'; cause: CallerCause };

/** Finds out who asks. Without an `authorization` header it is nobody, which is no refusal. */
export type CallerReader = (headers: CallerHeaders, requestId: string) => Promise<ReadCaller>;

export type CallerReaderOptions = {
  /** The provider's issuer identifier: https, or http on the loopback. */
  issuer: string;
  audience: string;
  /** The claim that holds the roles, an array of names. */
  rolesClaim: string;
  /** Where clients post to: the acceptable values of a proof's `htu`. */
  publicUrls: readonly string[];
  /**
   * Whether a proof is refused when it comes a second time to this process. A subgraph, which one
   * request may take several calls to, binds the proof to the request instead.
   */
  remember?: boolean;
  now: () => Date;
};

/** @throws ConfigError when the issuer is neither https nor on the loopback. */
export function createCallerReader(options: CallerReaderOptions): CallerReader {
  const { issuer, now, remember = false } = options;
  const verifyToken = createTokenVerifier({ ...options, keys: createProviderKeys(issuer, now) });
  const imported = rememberRecent<KeyObject>(KEYS_REMEMBERED);
  const isSeen = createSeenIds({ seconds: 2 * PROOF_WINDOW, limit: REMEMBERED }, now);
  const proofOf = (dpop: string | undefined, token: string, { boundTo }: Person) => {
    if (dpop === undefined) return because('MISSING');
    const { publicUrls } = options;
    const proof = verifyProof(dpop, { token, boundTo, publicUrls, imported, now });
    return proof.ok && remember ? firstSeen(proof.value, boundTo, isSeen) : proof;
  };
  return async ({ authorization, dpop }, requestId) => {
    const unknown = { person: undefined, key: undefined, requestId, proofId: undefined };
    if (authorization === undefined) return { ok: true, caller: unknown };
    const token = tokenOf(authorization);
    if (!token.ok) return { ...token, code: 'TOKEN_REFUSED' };
    const person = await verifyToken(token.value);
    if (!person.ok) return { ...person, code: 'TOKEN_REFUSED' };
    const proof = proofOf(dpop, token.value, person.value);
    if (!proof.ok) return { ...proof, code: 'PROOF_REFUSED' };
    const { key, jti } = proof.value;
    return { ok: true, caller: { person: person.value, key, requestId, proofId: jti } };
  };
}

/** The scheme of RFC 9449 §7.1: a token that anybody could use who has seen it is not taken. */
function tokenOf(authorization: string): Known<string> {
  const [scheme = '', token, ...rest] = authorization.split(' ');
  if (scheme.toLowerCase() !== 'dpop') return because('WRONG_SCHEME');
  return token === undefined || rest.length > 0 ? because('MALFORMED') : known(token);
}

function firstSeen(
  proof: Proof,
  boundTo: string,
  isSeen: ReturnType<typeof createSeenIds>,
): Known<Proof> {
  const id = hash('sha256', `${boundTo}.${proof.jti}`, 'base64url');
  const sighting = isSeen(id);
  if (sighting === 'FIRST') return known(proof);
  return because(sighting === 'AGAIN' ? 'REPLAYED' : 'TOO_MANY_PROOFS');
}
