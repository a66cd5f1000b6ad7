import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  randomFillSync,
} from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { DataKeys } from './data-keys.ts';

const CIPHER = 'aes-256-gcm';
const VERSION = 1;
const HEAD = Buffer.of(VERSION);
const IV_BYTES = 12;
const TAG_BYTES = 16;
const HEAD_BYTES = 1 + IV_BYTES + TAG_BYTES;
/** Drawn from the system at once: a draw costs more than sealing a phone number. */
const IVS_A_DRAW = 512;

/** Seals what the court stores of persons, and indexes it without showing it. */
export type Vault = {
  /**
   * AES-256-GCM (NIST SP 800-38D) as `version | iv | tag | ciphertext`. `place` names the table and
   * row the value belongs to and is authenticated: a value moved to another row does not open.
   */
  seal(place: string, value: unknown): Buffer;
  /** @throws when the bytes were altered, moved, or sealed with another key. */
  open(place: string, sealed: Uint8Array): unknown;
  /** HMAC-SHA-256 cut to 16 bytes: equal values of one kind, and only those, are equal. */
  index(kind: string, value: string): Buffer;
  /**
   * HMAC-SHA-256 in base64url, whole, with a key of its own: what leaves the court in place of a
   * person's `sub` cannot be compared with anything that is stored.
   */
  pseudonym(subject: string): string;
};

export function createVault(keys: DataKeys): Vault {
  const nextIv = ivSource();
  const pseudonyms = derivedKey(keys.index, 'relink pseudonyms of people');
  return {
    seal: (place, value) => seal(keys, nextIv(), place, value),
    open: (place, sealed) => open(keys, place, sealed),
    index: (kind, value) =>
      createHmac('sha256', keys.index).update(`${kind}\0${value}`).digest().subarray(0, 16),
    pseudonym: (subject) => createHmac('sha256', pseudonyms).update(subject).digest('base64url'),
  };
}

/** HKDF (RFC 5869): a further key for a further use, so that no key file has to change. */
function derivedKey(from: KeyObject, use: string): KeyObject {
  return createSecretKey(Buffer.from(hkdfSync('sha256', from, '', use, 32)));
}

/** Each initialisation vector once (NIST SP 800-38D, 8.2.2). */
function ivSource(): () => Buffer {
  const drawn = Buffer.alloc(IV_BYTES * IVS_A_DRAW);
  let at = drawn.length;
  return () => {
    if (at === drawn.length) {
      randomFillSync(drawn);
      at = 0;
    }
    at += IV_BYTES;
    return drawn.subarray(at - IV_BYTES, at);
  };
}

function seal(keys: DataKeys, iv: Buffer, place: string, value: unknown): Buffer {
  const cipher = createCipheriv(CIPHER, keys.encryption, iv);
  cipher.setAAD(Buffer.from(place));
  const body = cipher.update(JSON.stringify(value), 'utf8');
  const rest = cipher.final();
  return Buffer.concat([HEAD, iv, cipher.getAuthTag(), body, rest]);
}

function open(keys: DataKeys, place: string, sealed: Uint8Array): unknown {
  if (sealed.length < HEAD_BYTES || sealed[0] !== VERSION) {
    throw new Error('A stored value is not in a form this version opens');
  }
  const iv = sealed.subarray(1, 1 + IV_BYTES);
  const decipher = createDecipheriv(CIPHER, keys.encryption, iv);
  decipher.setAAD(Buffer.from(place));
  decipher.setAuthTag(sealed.subarray(1 + IV_BYTES, HEAD_BYTES));
  const body = Buffer.concat([decipher.update(sealed.subarray(HEAD_BYTES)), decipher.final()]);
  const value: unknown = JSON.parse(body.toString('utf8'));
  return value;
}
