import { z } from 'zod';
import type { RefusalCode } from '../../../schema/contract/codes.ts';
import { knownRoles, knownScopes } from '../people/known-rights.ts';

/** The header that carries a call, in lower case as Node writes names. */
export const CALL_HEADER = 'relink-call';
export const CALL_TYP = 'relink-call+jwt';
/** HMAC-SHA-256, under a key that only the two ends have; no other algorithm is taken. */
export const CALL_ALG = 'HS256';
/** The code of who calls; its public keys are pinned under it. It is no agency. */
export const GATEWAY = 'gateway';
/** Seconds. */
export const CALL_LIFETIME = 30;

/** What the gateway says of one call of a subgraph; times in seconds since the epoch. */
export const callSchema = z.object({
  iss: z.string(),
  /** Code of the subgraph. */
  aud: z.string(),
  iat: z.number(),
  exp: z.number(),
  jti: z.string().regex(/^[\w-]{16,64}$/u),
  /** SHA-256 of the body's bytes, base64url. */
  bsh: z.string().regex(/^[\w-]{43}$/u),
  /** Id of the client's request. */
  rid: z.string().regex(/^[\w.-]{1,64}$/u),
  /** Of the person who asks, of whom nothing else is said; a newer gateway's are passed over. */
  roles: z.array(z.string()).max(50).transform(knownRoles),
  scopes: z.array(z.string()).max(50).transform(knownScopes),
});

export type CallClaims = z.infer<typeof callSchema>;

/** Why a call was refused; logged by the subgraph, never told to who called. */
export type CallRefusal =
  RefusalCode | 'MISSING' | 'WRONG_METHOD' | 'OTHER_BODY' | 'TOO_MANY_CALLS';
