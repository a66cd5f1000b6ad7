import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CompactEncrypt, CompactSign, GeneralEncrypt } from 'jose';
import type { CompactJWSHeaderParameters, CryptoKey } from 'jose';
import type { Reply } from '../../../schema/contract/reply.ts';
import { ENVELOPE_TYP, WARRANT_TYP } from '../../../schema/contract/warrant.ts';
import type { Warrant } from '../../../schema/contract/warrant.ts';
import type { KeyRing } from '../service/key-ring.ts';
import type { DatedKey } from './dated-key.ts';
import { writeJwks } from './jwks.ts';
import type { PrivateJwks } from './jwks.ts';
import { loadOrCreateKeys, readKeys } from './keys.ts';
import type { OwnKeys } from './keys.ts';
import { ownParty } from './pinned-keys.ts';
import type { PinnedParty } from './pinned-keys.ts';
import type { PublicKeys } from './public-keys.ts';

/** For tests: parties with keys of their own, and the tools of somebody who forges. */
export type ToyParty = { code: string; own: OwnKeys; pinned: PinnedParty };

export const NOW = new Date('2026-03-02T09:00:00Z');
export const IAT = NOW.getTime() / 1000;

export async function toyParty(code: string): Promise<ToyParty> {
  const own = await loadOrCreateKeys(join(await toyFolder(), `${code}.jwks.json`));
  return { code, own, pinned: ownParty(code, own) };
}

/** A party with these keys, such as it is after a rotation. */
export async function toyPartyOf(code: string, jwks: PrivateJwks): Promise<ToyParty> {
  const own = await readKeys(writeJwks(jwks));
  return { code, own, pinned: ownParty(code, own) };
}

/** What a party has at hand that has pinned these others. */
export function toyRing({ own }: ToyParty, ...others: ToyParty[]): () => Promise<KeyRing> {
  const pinned = new Map(others.map((party) => [party.code, party.pinned]));
  return () => Promise.resolve({ own, pinned });
}

/** Goes away with the process: what it holds are keys, if of toys. */
export async function toyFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'relink-sealing-'));
  process.once('exit', () => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

/** The key that signs for a party whose keys bear no dates. */
export function signingKey({ signing: [newest] }: OwnKeys): DatedKey {
  if (newest === undefined) throw new Error('a party without a key to sign with');
  return newest;
}

/** The key that is sealed to for a party whose keys bear no dates. */
export function sealingKey({ sealing: [newest] }: PublicKeys): DatedKey {
  if (newest === undefined) throw new Error('a party without a key to seal to');
  return newest;
}

export function toyWarrant(change: Partial<Warrant> = {}): Warrant {
  return {
    ...{ iss: 'court', aud: ['police', 'mall'], iat: IAT, nbf: IAT, exp: IAT + 600 },
    ...{ jti: randomUUID(), hop: 1, asOf: '2026-03-02', purpose: 'SERVICE_OF_DOCUMENTS' },
    ...{ actor: 'a'.repeat(43), role: 'CLERK' },
    legalBasis: '民事诉讼法第九十条',
    kinds: ['PHONE', 'ADDRESS'],
    parties: [toyAsked('1')],
    ...change,
  };
}

export function toyAsked(ref: string): Warrant['parties'][number] {
  return {
    ...{ ref, caseNo: '（2026）浙0782民初10001号', partyType: 'PERSON', name: '欧阳小明' },
    id: { type: 'RESIDENT_ID', number: '11010519491231002X' },
    phone: '+8613812345678',
  };
}

export function toyReply(change: Partial<Reply> = {}): Reply {
  return {
    ...{ iss: 'police', aud: 'court', iat: IAT, exp: IAT + 600, jti: randomUUID() },
    inquiry: randomUUID(),
    answers: [
      {
        ...{ ref: '1', outcome: 'NO_RECORD', contacts: [] },
        elements: { name: 'NOT_HELD', idNumber: 'NOT_HELD', phone: 'NOT_ASKED' },
      },
    ],
    ...change,
  };
}

/** The header that a sound warrant has. */
export function courtHeader(court: ToyParty): CompactJWSHeaderParameters {
  return { alg: 'EdDSA', typ: WARRANT_TYP, kid: signingKey(court.own).kid };
}

/** A JWS over any content with any header, signed by whoever. */
export function forgeJws(
  content: string | object,
  header: CompactJWSHeaderParameters,
  key: CryptoKey | Uint8Array,
): Promise<string> {
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  return new CompactSign(new TextEncoder().encode(text)).setProtectedHeader(header).sign(key);
}

/** An envelope around any text: to make one takes public keys only. */
export async function forgeEnvelope(
  content: string,
  recipients: readonly PinnedParty[],
  header: object = { typ: ENVELOPE_TYP, cty: 'JWT' },
  alg = 'ECDH-ES+A256KW',
): Promise<string> {
  const jwe = new GeneralEncrypt(new TextEncoder().encode(content));
  jwe.setProtectedHeader({ enc: 'A256GCM', ...header });
  for (const { kid, key } of recipients.map(sealingKey)) {
    const recipient = { alg, kid };
    jwe.addRecipient(key).setUnprotectedHeader(recipient);
  }
  return JSON.stringify(await jwe.encrypt());
}

/** A compact JWE around any text. */
export function forgeCompact(content: string, to: PinnedParty, header: object): Promise<string> {
  return new CompactEncrypt(new TextEncoder().encode(content))
    .setProtectedHeader({
      ...{ alg: 'ECDH-ES+A256KW', enc: 'A256GCM', kid: sealingKey(to).kid },
      ...header,
    })
    .encrypt(sealingKey(to).key);
}
