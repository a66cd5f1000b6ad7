import { createHash } from 'node:crypto';

/** SHA-256 of a body as it travels, base64url. */
export function bodyHash(body: string | Buffer): string {
  return createHash('sha256').update(body).digest('base64url');
}
