import { hash } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { z } from 'zod';
import { because, known } from './caller-cause.ts';
import type { CallerCause, Known } from './caller-cause.ts';
import { isOneOf } from './is-one-of.ts';
import { importPublicKey, isSignedBy, publicKeyOf, thumbprintOf } from './public-key.ts';
import type { PublicJwk } from './public-key.ts';
import { parseBytes, readHeader } from './read-header.ts';
import type { Recent } from './remember-recent.ts';

const ALGORITHMS = ['ES256', 'EdDSA', 'Ed25519'];
/** Seconds by which a proof's time may differ from ours, either way. */
export const PROOF_WINDOW = 60;

const claimsSchema = z.looseObject({
  /** Long enough to be unique, short enough to be kept (RFC 9449 §11.1). */
  jti: z.string().regex(/^[\x21-\x7e]{16,128}$/u),
  htm: z.string(),
  htu: z.string(),
  iat: z.number(),
  ath: z.string(),
});

export type ProofRules = {
  /** The access token that came with the proof, and the thumbprint of the key it is bound to. */
  token: string;
  boundTo: string;
  publicUrls: readonly string[];
  /** Keys that tokens are bound to, by thumbprint, where several proofs may come of one. */
  imported?: Recent<KeyObject>;
  now: () => Date;
};

export type Proof = {
  /** The public members alone. */
  key: PublicJwk;
  jti: string;
};

/**
 * Verifies a proof of possession: the checks of RFC 9449 §4.3, but for whether it was seen before,
 * which its reader must remember for twice `PROOF_WINDOW`.
 */
export function verifyProof(proof: string, rules: ProofRules): Known<Proof> {
  const { imported, boundTo } = rules;
  const header = readHeader(proof, { typs: ['dpop+jwt'], algorithms: ALGORITHMS });
  if (!header.ok) return header;
  const jwk = publicKeyOf(header.value['jwk'], header.value.alg);
  if (!jwk.ok) return jwk;
  const thumbprint = thumbprintOf(jwk.value);
  const key = imported?.get(thumbprint) ?? importPublicKey(jwk.value);
  if (key === undefined || !isSignedBy(proof, key)) return because('BAD_SIGNATURE');
  const claims = claimsSchema.safeParse(contentOf(proof));
  if (!claims.success) return because('MALFORMED');
  const problem = problemOf(claims.data, rules);
  if (problem !== undefined) return because(problem);
  if (thumbprint !== boundTo) return because('OTHER_KEY');
  imported?.set(thumbprint, key);
  return known({ key: jwk.value, jti: claims.data.jti });
}

function contentOf(proof: string): unknown {
  return parseBytes(Buffer.from(proof.split('.', 2)[1] ?? '', 'base64url'));
}

function problemOf(
  { htm, htu, iat, ath }: z.infer<typeof claimsSchema>,
  { token, publicUrls, now }: ProofRules,
): CallerCause | undefined {
  if (htm !== 'POST') return 'WRONG_METHOD';
  if (!isOneOf(publicUrls, htu)) return 'WRONG_ADDRESS';
  if (Math.abs(now().getTime() / 1000 - iat) > PROOF_WINDOW) return 'WRONG_TIME';
  if (ath !== hash('sha256', token, 'base64url')) return 'OTHER_TOKEN';
  return undefined;
}
