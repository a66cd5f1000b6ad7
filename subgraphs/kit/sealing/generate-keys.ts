import { calculateJwkThumbprint, exportJWK, generateKeyPair } from 'jose';
import { AGREEMENT, SIGNING } from './algorithms.ts';
import { privateJwksSchema } from './jwks.ts';
import type { PrivateJwks } from './jwks.ts';
import { KeysError } from './keys-error.ts';

/** A new key of each use, valid from the start or from an instant on. */
export async function generateKeys(validFrom?: Date): Promise<PrivateJwks> {
  const signing = await generateJwk(SIGNING, 'Ed25519');
  const sealing = await generateJwk(AGREEMENT, 'X25519');
  const term = validFrom === undefined ? {} : { validFrom: validFrom.toISOString() };
  const sig = { kty: 'OKP', crv: 'Ed25519', use: 'sig', alg: SIGNING, ...signing, ...term };
  const enc = { kty: 'OKP', crv: 'X25519', use: 'enc', alg: AGREEMENT, ...sealing, ...term };
  return privateJwksSchema.parse({ keys: [sig, enc] });
}

async function generateJwk(
  alg: string,
  crv: string,
): Promise<{ kid: string; x: string; d: string }> {
  const { privateKey } = await generateKeyPair(alg, { crv, extractable: true });
  const { x, d } = await exportJWK(privateKey);
  if (x === undefined || d === undefined) throw new KeysError(`${crv} keys cannot be made here`);
  return { kid: await calculateJwkThumbprint({ kty: 'OKP', crv, x }), x, d };
}
