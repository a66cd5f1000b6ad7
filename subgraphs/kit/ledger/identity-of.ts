import type { PublicJwks } from '../sealing/jwks.ts';
import type { LedgerIdentity } from './checkpoint.ts';
import { createNoteVerifier } from './note-key.ts';
import { originOf } from './service-ledger.ts';

/** Whose checkpoints are believed to be this service's: those signed by one of its signing keys. */
export function identityOf(code: string, keys: PublicJwks['keys']): LedgerIdentity {
  const origin = originOf(code);
  const signing = new Map(keys.filter(({ use }) => use === 'sig').map(({ kid, x }) => [kid, x]));
  const verifiers = [...signing.values()].map((x) =>
    createNoteVerifier(origin, new Uint8Array(Buffer.from(x, 'base64url'))),
  );
  return { origin, verifiers };
}
