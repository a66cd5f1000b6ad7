import { CompactEncrypt } from 'jose';
import type { CryptoKey, FlattenedJWE } from 'jose';
import { AGREEMENT, ENCRYPTION } from './algorithms.ts';
import type { Kind } from './open-jwe.ts';

/** Encrypts `content` to one key, as a compact JWE (RFC 7516 §7.1). */
export async function sealCompact(
  content: string,
  recipient: { kid?: string; key: CryptoKey },
  kind: Kind,
): Promise<string> {
  const { kid, key } = recipient;
  const named = kid === undefined ? kind : { ...kind, kid };
  return new CompactEncrypt(new TextEncoder().encode(content))
    .setProtectedHeader({ alg: AGREEMENT, enc: ENCRYPTION, ...named })
    .encrypt(key);
}

/** The five parts of a compact JWE; `undefined` when there are not five. */
export function splitCompact(sealed: string): FlattenedJWE | undefined {
  const [header, encryptedKey, iv, ciphertext, tag, ...rest] = sealed.split('.', 6);
  if (header === undefined || encryptedKey === undefined || iv === undefined) return undefined;
  if (ciphertext === undefined || tag === undefined || rest.length > 0) return undefined;
  return { protected: header, encrypted_key: encryptedKey, iv, ciphertext, tag };
}
