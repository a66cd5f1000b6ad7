import { createPublicKey, hash, subtle, verify } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { CryptoKey } from 'jose';

/** Who may have signed a note: a name and an Ed25519 key (C2SP signed-note, signature type 0x01). */
export type NoteVerifier = {
  name: string;
  /** The first 4 bytes of what the name and the key hash to; stands before each signature. */
  keyId: Buffer;
  verifies: (text: Uint8Array, signature: Uint8Array) => boolean;
};

export type NoteSigner = {
  name: string;
  keyId: Buffer;
  /** 32 bytes. */
  publicKey: Uint8Array;
  /** @returns 64 bytes (RFC 8032) */
  sign: (text: Uint8Array) => Promise<Uint8Array>;
};

/** No Unicode space and no plus, which the forms of notes and keys are parted by. */
const NAME = /^[^\s\u0085+]+$/u;

/**
 * @param publicKey 32 bytes: `x` of the JWK
 * @throws TypeError when the name is no key name or the key none of Ed25519
 */
export function createNoteVerifier(name: string, publicKey: Uint8Array): NoteVerifier {
  const key = importPublic(publicKey);
  return {
    name,
    keyId: keyIdOf(name, publicKey),
    verifies: (text, signature) => signature.length === 64 && verify(null, text, key, signature),
  };
}

/**
 * @param privateKey of Ed25519; it need not be extractable
 * @param publicKey the other half, 32 bytes
 */
export function createNoteSigner(
  name: string,
  privateKey: CryptoKey,
  publicKey: Uint8Array,
): NoteSigner {
  const { keyId, verifies } = createNoteVerifier(name, publicKey);
  return {
    name,
    keyId,
    publicKey,
    sign: async (text) => {
      const bytes = new Uint8Array(text);
      const signature = new Uint8Array(await subtle.sign('Ed25519', privateKey, bytes));
      if (!verifies(bytes, signature)) throw new TypeError('The two halves are not of one key');
      return signature;
    },
  };
}

export function isKeyName(name: string): boolean {
  return NAME.test(name) && name.isWellFormed();
}

function keyIdOf(name: string, publicKey: Uint8Array): Buffer {
  if (!isKeyName(name)) throw new TypeError('Not a key name');
  const named = Buffer.concat([Buffer.from(`${name}\n\u0001`), publicKey]);
  return hash('sha256', named, 'buffer').subarray(0, 4);
}

function importPublic(publicKey: Uint8Array): KeyObject {
  if (publicKey.length !== 32) throw new TypeError('An Ed25519 key has 32 bytes');
  const x = Buffer.from(publicKey).toString('base64url');
  return createPublicKey({ format: 'jwk', key: { kty: 'OKP', crv: 'Ed25519', x } });
}
