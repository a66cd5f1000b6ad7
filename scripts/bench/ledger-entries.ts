import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import { exportJWK, generateKeyPair } from 'jose';
import type { LedgerIdentity } from '../../subgraphs/kit/ledger/checkpoint.ts';
import type { LedgerEntry } from '../../subgraphs/kit/ledger/entry.ts';
import { createNoteSigner, createNoteVerifier } from '../../subgraphs/kit/ledger/note-key.ts';
import type { NoteSigner } from '../../subgraphs/kit/ledger/note-key.ts';

const ORIGIN = 'relink/bench';

export type BenchSigner = LedgerIdentity & { signer: NoteSigner };

export async function createBenchSigner(): Promise<BenchSigner> {
  const { privateKey, publicKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519' });
  const x = new Uint8Array(Buffer.from((await exportJWK(publicKey)).x ?? '', 'base64url'));
  const verifiers = [createNoteVerifier(ORIGIN, x)];
  return { origin: ORIGIN, signer: createNoteSigner(ORIGIN, privateKey, x), verifiers };
}

/** What an agency writes of an inquiry: one clerk, many people and cases. */
export function benchEntries(count: number): LedgerEntry[] {
  const inquiry = randomUUID();
  const actor = `clerk-${String(randomInt(300))}`.padEnd(43, '-');
  const terms = { court: 'court', role: 'CLERK', hop: 1, kinds: ['PHONE', 'ADDRESS'] };
  const basis = randomBytes(32).toString('base64url');
  return Array.from({ length: count }, () => ({
    ...{ at: new Date(), event: 'INQUIRY_ANSWERED', inquiry, actor, person: randomBytes(32) },
    ...{ caseNo: `（2026）浙0782民初${String(randomInt(200_000))}号`, outcome: 'MATCHED' },
    ...{ purpose: 'SERVICE_OF_DOCUMENTS', detail: { ...terms, basis, contacts: 2 } },
  }));
}
