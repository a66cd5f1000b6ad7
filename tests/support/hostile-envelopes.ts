import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { CryptoKey } from 'jose';
import type { Warrant } from '../../schema/contract/warrant.ts';
import { ENVELOPE_TYP, WARRANT_TYP } from '../../schema/contract/warrant.ts';
import { loadOrCreateKeys } from '../../subgraphs/kit/sealing/keys.ts';
import type { OwnKeys } from '../../subgraphs/kit/sealing/keys.ts';
import { ownParty, readPinnedKeys } from '../../subgraphs/kit/sealing/pinned-keys.ts';
import type { PinnedParty } from '../../subgraphs/kit/sealing/pinned-keys.ts';
import {
  forgeEnvelope,
  forgeJws,
  signingKey,
  toyParty,
} from '../../subgraphs/kit/sealing/toy-parties.ts';

/** The court of a stack, with its true keys, and whoever wants to be taken for it. */
export type RealCourt = {
  own: OwnKeys;
  pinned: PinnedParty;
  agencies: ReadonlyMap<string, PinnedParty>;
  /** Somebody with sound keys that nobody has accepted. */
  thief: OwnKeys;
};

/** Reads a stack's keys from its home. */
export async function realCourt(home: string): Promise<RealCourt> {
  const own = await loadOrCreateKeys(join(home, 'keys', 'court.jwks.json'));
  const agencies = await readPinnedKeys(join(home, 'keys', 'pinned'));
  const thief = await toyParty('court');
  return { own, pinned: ownParty('court', own), agencies, thief: thief.own };
}

/** The true keys of any other party of a stack, for one that wants to be taken for a court. */
export function ownKeysOf(home: string, code: string): Promise<OwnKeys> {
  return loadOrCreateKeys(join(home, 'keys', `${code}.jwks.json`));
}

/** A warrant that is sound now, but for what `change` says. */
export function soundWarrant(code: string, change: Partial<Warrant> = {}): Warrant {
  const iat = Math.floor(Date.now() / 1000);
  return {
    ...{ iss: 'court', aud: [code], iat, nbf: iat, exp: iat + 300, jti: randomUUID() },
    ...{ hop: 1, asOf: '2026-11-20', purpose: 'SERVICE_OF_DOCUMENTS', legalBasis: 'CPL art. 87' },
    ...{ actor: 'a'.repeat(43), role: 'CLERK', kinds: ['PHONE', 'ADDRESS'] },
    parties: [askedParty('1')],
    ...change,
  };
}

/** A well-formed question about nobody in the sample. */
export function askedParty(ref: string): Warrant['parties'][number] {
  return {
    ...{ ref, caseNo: '（2026）浙0782民初1号', partyType: 'PERSON', name: '欧阳无名' },
    id: { type: 'RESIDENT_ID', number: '11010519491231002X' },
  };
}

export type Forgery = {
  /** Who signs; the court unless given. */
  by?: OwnKeys;
  /** Beyond the header of a sound warrant. */
  header?: { alg?: string; typ?: string; kid?: string };
  /** The key that signs, where it is none of theirs. */
  key?: CryptoKey | Uint8Array;
  /** Beyond the protected header of a sound envelope. */
  outer?: { typ?: string; cty?: string };
  /** Changes the signed warrant before it is sealed. */
  tamper?: (jws: string) => string;
  /** Who can open it; the agency asked unless given. */
  to?: readonly PinnedParty[];
};

/** Signs and seals claims to one agency; sound but for what `forgery` says. */
export async function envelopeFor(
  court: RealCourt,
  code: string,
  claims: object,
  forgery: Forgery = {},
): Promise<string> {
  const by = forgery.by ?? court.own;
  const header = { alg: 'EdDSA', typ: WARRANT_TYP, kid: signingKey(by).kid, ...forgery.header };
  const signed = await signAnyhow(claims, header, forgery.key ?? signingKey(by).key);
  const jws = forgery.tamper?.(signed) ?? signed;
  const agency = court.agencies.get(code);
  const to = forgery.to ?? (agency === undefined ? [] : [agency]);
  const outer = { typ: ENVELOPE_TYP, cty: 'JWT', ...forgery.outer };
  return forgeEnvelope(jws, [court.pinned, ...to], outer);
}

function signAnyhow(
  claims: object,
  header: { alg: string; typ: string; kid: string },
  key: CryptoKey | Uint8Array,
): Promise<string> {
  if (header.alg !== 'none') return forgeJws(claims, header, key);
  const parts = [header, claims].map((part) => Buffer.from(JSON.stringify(part)));
  const unsigned = parts.map((part) => part.toString('base64url'));
  return Promise.resolve([...unsigned, ''].join('.'));
}

/** Changes one character in the middle of a text of base64url. */
export function altered(text: string): string {
  const at = Math.floor(text.length / 2);
  const other = text[at] === 'A' ? 'B' : 'A';
  return text.slice(0, at) + other + text.slice(at + 1);
}
