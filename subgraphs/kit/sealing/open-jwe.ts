import { decodeProtectedHeader, flattenedDecrypt } from 'jose';
import type { CryptoKey, FlattenedJWE } from 'jose';
import { AGREEMENT, ENCRYPTION } from './algorithms.ts';
import { accept, refuse } from './refusal.ts';
import type { Checked } from './refusal.ts';

const PINNED = {
  keyManagementAlgorithms: [AGREEMENT],
  contentEncryptionAlgorithms: [ENCRYPTION],
  // no compressed content: a few bytes could grow to any size
  maxDecompressedLength: 0,
};

/** What a message must say it is, in the part of its header that encryption protects. */
export type Kind = { typ: string; cty?: 'JWT' };

/**
 * Decrypts one recipient's view of a JWE with that recipient's key. A wrong key, an altered
 * ciphertext, tag or header and another algorithm all come out alike, as UNOPENABLE.
 */
export async function openJwe(
  jwe: FlattenedJWE,
  key: CryptoKey,
  kind: Kind,
): Promise<Checked<string>> {
  const header = protectedHeaderOf(jwe);
  if (header === undefined) return refuse('MALFORMED');
  if (header.typ !== kind.typ || header.cty !== kind.cty) return refuse('WRONG_TYPE');
  try {
    const { plaintext } = await flattenedDecrypt(jwe, key, PINNED);
    return accept(new TextDecoder().decode(plaintext));
  } catch {
    return refuse('UNOPENABLE');
  }
}

/** `undefined` when there is none or it cannot be read. Not yet authenticated. */
export function protectedHeaderOf(
  jwe: Pick<FlattenedJWE, 'protected'>,
): ReturnType<typeof decodeProtectedHeader> | undefined {
  try {
    return decodeProtectedHeader(jwe);
  } catch {
    return undefined;
  }
}
