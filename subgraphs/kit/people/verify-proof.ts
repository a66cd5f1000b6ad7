import { createHash } from 'node:crypto';
import { calculateJwkThumbprint, compactVerify, importJWK } from 'jose';
import { z } from 'zod';
import { because, known } from './caller-cause.ts';
import type { CallerCause, Known } from './caller-cause.ts';
import { isOneOf } from './is-one-of.ts';
import { parseBytes, readHeader } from './read-header.ts';

const ALGORITHMS = ['ES256', 'EdDSA', 'Ed25519'];
/** Seconds by which a proof's time may differ from ours, either way. */
export const PROOF_WINDOW = 60;

const coordinate = z.string().regex(/^[\w-]{43}$/u);
const p256 = z.object({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: coordinate,
  y: coordinate,
});
const ed25519 = z.object({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: coordinate });
/** Members of a JWK that nobody else may have (RFC 7518 §6, RFC 8037 §2). */
const PRIVATE = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'];

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
  now: () => Date;
};

export type PublicJwk = z.infer<typeof p256> | z.infer<typeof ed25519>;

export type Proof = {
  /** The public members alone. */
  key: PublicJwk;
  jti: string;
};

/**
 * Verifies a proof of possession: the checks of RFC 9449 §4.3, but for whether it was seen before,
 * which its reader must remember for twice `PROOF_WINDOW`.
 */
export async function verifyProof(proof: string, rules: ProofRules): Promise<Known<Proof>> {
  const header = readHeader(proof, { typs: ['dpop+jwt'], algorithms: ALGORITHMS });
  if (!header.ok) return header;
  const key = publicKeyOf(header.value['jwk'], header.value.alg);
  if (!key.ok) return key;
  const content = await contentOf(proof, key.value, header.value.alg);
  if (content === undefined) return because('BAD_SIGNATURE');
  const claims = claimsSchema.safeParse(parseBytes(content));
  if (!claims.success) return because('MALFORMED');
  const problem = problemOf(claims.data, rules);
  if (problem !== undefined) return because(problem);
  if ((await calculateJwkThumbprint(key.value)) !== rules.boundTo) return because('OTHER_KEY');
  return known({ key: key.value, jti: claims.data.jti });
}

function publicKeyOf(jwk: unknown, alg: string): Known<PublicJwk> {
  if (typeof jwk !== 'object' || jwk === null) return because('MALFORMED');
  if (PRIVATE.some((member) => member in jwk)) return because('PRIVATE_KEY');
  const parsed = (alg === 'ES256' ? p256 : ed25519).safeParse(jwk);
  return parsed.success ? known(parsed.data) : because('MALFORMED');
}

/** What was signed; `undefined` when it was not, by this key, or there is no such key. */
async function contentOf(
  proof: string,
  jwk: PublicJwk,
  alg: string,
): Promise<Uint8Array | undefined> {
  try {
    const key = await importJWK(jwk, alg);
    return (await compactVerify(proof, key, { algorithms: [alg] })).payload;
  } catch {
    return undefined;
  }
}

function problemOf(
  { htm, htu, iat, ath }: z.infer<typeof claimsSchema>,
  { token, publicUrls, now }: ProofRules,
): CallerCause | undefined {
  if (htm !== 'POST') return 'WRONG_METHOD';
  if (!isOneOf(publicUrls, htu)) return 'WRONG_ADDRESS';
  if (Math.abs(now().getTime() / 1000 - iat) > PROOF_WINDOW) return 'WRONG_TIME';
  if (ath !== createHash('sha256').update(token).digest('base64url')) return 'OTHER_TOKEN';
  return undefined;
}
