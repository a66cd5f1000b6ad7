import { z } from 'zod';

/** What an access token says (RFC 9068 §2.2), as far as it matters here. */
export const accessClaimsSchema = z.looseObject({
  iss: z.string(),
  aud: z.union([z.string(), z.array(z.string())]),
  /** At most 255 characters of ASCII (OpenID Connect Core 1.0 §2). */
  sub: z.string().regex(/^[\x21-\x7e]{1,255}$/u),
  jti: z.string().min(1).max(255),
  iat: z.number(),
  nbf: z.number().optional(),
  exp: z.number(),
  scope: z.string().optional(),
  cnf: z.looseObject({ jkt: z.string().regex(/^[\w-]{43}$/u) }).optional(),
});

export type AccessClaims = z.infer<typeof accessClaimsSchema>;
