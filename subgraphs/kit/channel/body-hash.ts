import { hash } from 'node:crypto';

/** SHA-256 of a body as it travels, base64url. */
export function bodyHash(body: string | Buffer): string {
  return hash('sha256', body, 'base64url');
}
