import { exportJWK, generateKeyPair } from 'jose';
import type { CryptoKey } from 'jose';
import type { LedgerIdentity } from './checkpoint.ts';
import { createNoteSigner, createNoteVerifier } from './note-key.ts';
import type { NoteSigner } from './note-key.ts';

/** For tests: a ledger's key, and what others need to believe it. */
export type ToySigner = LedgerIdentity & { signer: NoteSigner };

export async function toySigner(origin = 'relink.test/toy'): Promise<ToySigner> {
  const { privateKey, publicKey } = await toyKey();
  return {
    origin,
    signer: createNoteSigner(origin, privateKey, publicKey),
    verifiers: [createNoteVerifier(origin, publicKey)],
  };
}

/** The two halves, made as those of a service are. */
export async function toyKey(): Promise<{ privateKey: CryptoKey; publicKey: Uint8Array }> {
  const { privateKey, publicKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519' });
  const { x = '' } = await exportJWK(publicKey);
  return { privateKey, publicKey: new Uint8Array(Buffer.from(x, 'base64url')) };
}
