import { importJWK } from 'jose';
import type { CryptoKey } from 'jose';
import { z } from 'zod';
import { AGREEMENT, REPLY_LIMIT } from './algorithms.ts';
import { sealCompact, splitCompact } from './compact-jwe.ts';
import { openJwe } from './open-jwe.ts';
import { accept, refuse } from './refusal.ts';
import type { Checked, Refusal } from './refusal.ts';
import { parseStrictJson } from './strict-json.ts';

const coordinate = z.string().regex(/^[\w-]{43}$/u);

/** The key that a caller's token is bound to (RFC 9449): it signs proofs, and agrees on keys too. */
const callerKeySchema = z.object({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: coordinate,
  y: coordinate,
});

/**
 * Seals `payload` to a caller's P-256 key, as a compact JWE of the given `typ`.
 *
 * @param publicJwk as it stood in the caller's proof; members other than the key are ignored.
 * @returns MALFORMED when it is no such key, holds the private part, or is no point of the curve.
 */
export async function sealTo(
  publicJwk: unknown,
  payload: object,
  typ: string,
): Promise<{ ok: true; sealed: string } | Refusal> {
  const jwk = callerKeySchema.safeParse(publicJwk);
  if (!jwk.success || hasPrivatePart(publicJwk)) return refuse('MALFORMED');
  try {
    const key = await importJWK(jwk.data, AGREEMENT);
    return { ok: true, sealed: await sealCompact(JSON.stringify(payload), { key }, { typ }) };
  } catch {
    // a point off the curve fails to import
    return refuse('MALFORMED');
  }
}

/** The counterpart of `sealTo` for who holds the private key. The payload is not checked. */
export async function openSealed(
  sealed: string,
  privateKey: CryptoKey,
  typ: string,
): Promise<Checked<unknown>> {
  const jwe = sealed.length > REPLY_LIMIT ? undefined : splitCompact(sealed);
  if (jwe === undefined) return refuse('MALFORMED');
  const opened = await openJwe(jwe, privateKey, { typ });
  if (!opened.ok) return opened;
  const payload = parseStrictJson(opened.value);
  return payload === undefined ? refuse('MALFORMED') : accept(payload);
}

function hasPrivatePart(jwk: unknown): boolean {
  return typeof jwk === 'object' && jwk !== null && 'd' in jwk;
}
