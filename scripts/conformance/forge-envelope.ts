import { randomUUID } from 'node:crypto';
import type { CryptoKey } from 'jose';
import { ENVELOPE_TYP, WARRANT_TYP } from '../../schema/contract/warrant.ts';
import type { AskedParty, Warrant } from '../../schema/contract/warrant.ts';
import type { OwnKeys } from '../../subgraphs/kit/sealing/keys.ts';
import type { PinnedParty } from '../../subgraphs/kit/sealing/pinned-keys.ts';
import { forgeEnvelope, forgeJws, signingKey } from '../../subgraphs/kit/sealing/toy-parties.ts';
import type { Party } from './party.ts';

/** Who can make envelopes, sound and unsound, and for whom. */
export type Forger = {
  court: Party;
  /** Pinned by the agency, but no court. */
  gateway: Party;
  /** Has sound keys that nobody has accepted. */
  stranger: OwnKeys;
  agency: PinnedParty;
  /** Seconds since the epoch, which the agency takes for now. */
  at: () => number;
  newId: () => string;
};

/** A day on which nobody of the register comes of age. */
export const AS_OF = '2026-11-20';

/** What is unsound about an envelope. */
export type Forgery = {
  /** Who signs; the court unless given. */
  by?: OwnKeys;
  /** Beyond the header of a sound warrant. */
  header?: { alg?: string; typ?: string; kid?: string };
  /** The key that signs, where it is none of theirs. */
  key?: CryptoKey | Uint8Array;
  /** Changes the signed warrant before it is sealed. */
  tamper?: (jws: string) => string;
  /** Beyond the protected header of a sound envelope. */
  outer?: { typ?: string; cty?: string; inquiry?: string };
  /** Who can open it; the agency and the court unless given. */
  to?: readonly PinnedParty[];
};

/** The forger of the suite: everything is of this moment. */
export function forgerOfNow(
  who: Pick<Forger, 'court' | 'gateway' | 'stranger' | 'agency'>,
): Forger {
  return { ...who, at: () => Math.floor(Date.now() / 1000), newId: randomUUID };
}

/** A warrant that is sound, but for what `change` says. */
export function warrantOf(forger: Forger, change: Partial<Warrant> = {}): Warrant {
  const iat = forger.at();
  return {
    ...{ iss: forger.court.code, aud: [forger.agency.code] },
    ...{ iat, nbf: iat, exp: iat + 600, jti: forger.newId(), actor: 'a'.repeat(43), role: 'CLERK' },
    ...{ hop: 1, asOf: AS_OF, purpose: 'SERVICE_OF_DOCUMENTS', legalBasis: 'CPL art. 87' },
    ...{ kinds: ['PHONE', 'ADDRESS'], parties: [strangerAsked('1')] },
    ...change,
  };
}

/** A question about a person whom no register holds; an example that GB 11643 publishes. */
export function strangerAsked(ref: string): AskedParty {
  return {
    ...{ ref, caseNo: '（2026）浙0782民初1号', partyType: 'PERSON', name: '无名氏' },
    id: { type: 'RESIDENT_ID', number: '11010519491231002X' },
  };
}

/** Signs and seals claims; sound but for what `forgery` says. */
export async function sealClaims(
  { court, agency }: Forger,
  claims: object,
  forgery: Forgery = {},
): Promise<string> {
  const { key, kid } = signingKey(forgery.by ?? court.own);
  const header = { alg: 'EdDSA', typ: WARRANT_TYP, kid, ...forgery.header };
  const signed = await signAnyhow(claims, header, forgery.key ?? key);
  const jws = forgery.tamper?.(signed) ?? signed;
  const to = forgery.to ?? [court.pinned, agency];
  return forgeEnvelope(jws, to, { typ: ENVELOPE_TYP, cty: 'JWT', ...forgery.outer });
}

function signAnyhow(
  claims: object,
  header: { alg: string; typ: string; kid: string },
  key: CryptoKey | Uint8Array,
): Promise<string> {
  if (header.alg !== 'none') return forgeJws(claims, header, key);
  const parts = [header, claims].map((part) => Buffer.from(JSON.stringify(part)));
  return Promise.resolve([...parts.map((part) => part.toString('base64url')), ''].join('.'));
}

/** The warrant inside, with claims changed under the signature that it had. */
export function withClaims(jws: string, change: object): string {
  const [header = '', payload = '', signature = ''] = jws.split('.');
  // the payload of a warrant is an object
  const before = JSON.parse(Buffer.from(payload, 'base64url').toString()) as object;
  const after = Buffer.from(JSON.stringify({ ...before, ...change })).toString('base64url');
  return [header, after, signature].join('.');
}

/** Flips one bit of a text of base64url. */
export function flipped(text: string): string {
  const bytes = Buffer.from(text, 'base64url');
  bytes[0] = (bytes[0] ?? 0) ^ 1;
  return bytes.toString('base64url');
}
