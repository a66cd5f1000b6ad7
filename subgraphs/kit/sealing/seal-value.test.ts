import { exportJWK, generateKeyPair } from 'jose';
import { expect, test } from 'vitest';
import { openSealed, sealTo } from './seal-value.ts';

const TYP = 'relink-contact+jwe';

async function callerKey(crv = 'P-256') {
  const pair = await generateKeyPair('ECDH-ES+A256KW', { crv, extractable: true });
  return { ...pair, jwk: await exportJWK(pair.publicKey) };
}

async function sealedTo(jwk: unknown): Promise<string> {
  const outcome = await sealTo(jwk, { value: '+8613812345678' }, TYP);
  if (!outcome.ok) throw new Error(outcome.code);
  return outcome.sealed;
}

test('a value sealed to the key of a proof opens with its private half', async () => {
  const { jwk, privateKey } = await callerKey();
  const sealed = await sealedTo({ ...jwk, use: 'sig', alg: 'ES256', kid: 'any' });
  expect(await openSealed(sealed, privateKey, TYP)).toEqual({
    ok: true,
    value: { value: '+8613812345678' },
  });
});

test('a sealed value opens for no other key and as no other type', async () => {
  const [mine, other] = [await callerKey(), await callerKey()];
  const sealed = await sealedTo(mine.jwk);
  expect(await openSealed(sealed, other.privateKey, TYP)).toEqual({
    ok: false,
    code: 'UNOPENABLE',
  });
  const asOther = await openSealed(sealed, mine.privateKey, 'relink-other+jwe');
  expect(asOther).toEqual({ ok: false, code: 'WRONG_TYPE' });
  expect(await openSealed('a.b.c', mine.privateKey, TYP)).toEqual({ ok: false, code: 'MALFORMED' });
});

test('a caller’s key that is private, of another kind or no point of its curve is refused', async () => {
  const { privateKey } = await callerKey();
  const [curve25519, p384] = [await callerKey('X25519'), await callerKey('P-384')];
  const zero = Buffer.alloc(32).toString('base64url');
  const wrong = [
    await exportJWK(privateKey),
    { kty: 'oct', k: zero },
    curve25519.jwk,
    p384.jwk,
    { kty: 'EC', crv: 'P-256', x: zero, y: zero },
    { kty: 'OKP', crv: 'Ed25519', x: zero },
    'text',
    null,
  ];
  for (const jwk of wrong) {
    expect(await sealTo(jwk, {}, TYP)).toEqual({ ok: false, code: 'MALFORMED' });
  }
});
