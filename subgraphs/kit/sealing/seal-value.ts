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

/** The public key a caller asks to have a value sealed to: X25519, or P-256 from an older browser. */
const callerKeySchema = z.discriminatedUnion('crv', [
  z.object({ kty: z.literal('OKP'), crv: z.literal('X25519'), x: coordinate }),
  z.object({ kty: z.literal('EC'), crv: z.literal('P-256'), x: coordinate, y: coordinate }),
]);

/**
 * Seals `payload` to a key that a caller sent, as a compact JWE of the given `typ`.
 *
 * @param publicJwk as it came from the caller; members other than the key itself are ignored.
 * @returns MALFORMED when it is no such key, holds the private part, or is not a point to agree with.
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
    // a point off the curve fails to import, one of small order to agree with
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
