import { z } from 'zod';
import { AGREEMENT, SIGNING } from './algorithms.ts';
import { KeysError } from './keys-error.ts';

const coordinate = z.string().regex(/^[\w-]{43}$/u, 'must be 32 bytes in base64url');
const kid = z.string().regex(/^[\w-]{43}$/u, 'must be an RFC 7638 thumbprint');
/** An instant in UTC, as `toISOString` writes it. A member of ours, as RFC 7517 §4 allows. */
const instant = z.iso
  .datetime({ error: 'must be an instant such as 2026-03-02T09:00:00Z' })
  .optional();
const term = { validFrom: instant, retiredAt: instant };
const absent = z.never({ error: 'this is a private key' }).optional();

const signature = z.object({
  kid,
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  use: z.literal('sig'),
  alg: z.literal(SIGNING),
  x: coordinate,
  ...term,
});
const encryption = z.object({
  kid,
  kty: z.literal('OKP'),
  crv: z.literal('X25519'),
  use: z.literal('enc'),
  alg: z.literal(AGREEMENT),
  x: coordinate,
  ...term,
});

const publicJwk = z.discriminatedUnion('use', [
  signature.extend({ d: absent }),
  encryption.extend({ d: absent }),
]);
const privateJwk = z.discriminatedUnion('use', [
  signature.extend({ d: coordinate }),
  encryption.extend({ d: coordinate }),
]);

/** Public keys of one party (RFC 7517): Ed25519 to verify, X25519 to seal to; the newest first. */
export const publicJwksSchema = z.object({ keys: z.array(publicJwk).min(2).max(20) });
export type PublicJwks = z.infer<typeof publicJwksSchema>;

/** A party's own keys, as they stand in its key file. */
export const privateJwksSchema = z.object({ keys: z.array(privateJwk).min(2).max(20) });
export type PrivateJwks = z.infer<typeof privateJwksSchema>;

/** @throws KeysError naming `source` and what does not fit, without quoting a value. */
export function parseKeys<T>(schema: z.ZodType<T>, text: string, source: string): T {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new KeysError(`${source} does not hold JSON`);
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new KeysError(`${source} does not hold the keys it should:\n  ${problems.join('\n  ')}`);
}

/** As key files are written. */
export function writeJwks(jwks: PublicJwks | PrivateJwks): string {
  return `${JSON.stringify(jwks, null, 2)}\n`;
}
