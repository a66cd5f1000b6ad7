import { sign } from 'node:crypto';
import { calculateJwkThumbprint } from 'jose';
import { expect, test } from 'vitest';
import { importPublicKey, isSignedBy, publicKeyOf, thumbprintOf } from './public-key.ts';
import { forgeJwt, toyKey } from './toy-jwt.ts';
import type { ToyKey } from './toy-jwt.ts';

const kinds = ['ES256', 'EdDSA'] as const;

function publicOf({ jwk, alg }: ToyKey) {
  const found = publicKeyOf(jwk, alg);
  return found.ok ? found.value : expect.fail(found.cause);
}

test.each(kinds)('the thumbprint of a key of %s is that of RFC 7638', async (alg) => {
  const key = await toyKey(alg);
  const jwk = publicOf(key);
  expect(thumbprintOf(jwk)).toBe(await calculateJwkThumbprint(key.jwk));
  const reversed = Object.fromEntries(Object.entries(jwk).toReversed());
  expect(thumbprintOf({ ...jwk, ...reversed })).toBe(thumbprintOf(jwk));
});

test.each(kinds)('%s: what another key signed, or was changed, is not signed', async (alg) => {
  const [key, other] = await Promise.all([toyKey(alg), toyKey(alg)]);
  const own = importPublicKey(publicOf(key)) ?? expect.fail('a key of the curve');
  const jws = forgeJwt({ alg }, { a: 1 }, key);
  expect(isSignedBy(jws, own)).toBe(true);
  const [header = '', , signature = ''] = jws.split('.');
  const [, claims = ''] = forgeJwt({ alg }, { a: 2 }, key).split('.');
  const wrong = [
    ...[forgeJwt({ alg }, { a: 1 }, other), `${header}.${claims}.${signature}`, jws.slice(0, -4)],
    ...[`${jws}AAAA`, forgeJwt({ alg }, { a: 1 }, undefined), '', '.', 'x'],
    `${header}.${claims}.${Buffer.alloc(64).toString('base64url')}`,
  ];
  for (const text of wrong) expect(isSignedBy(text, own), text).toBe(false);
});

test('a signature in the form of another standard is none (RFC 7518 §3.4)', async () => {
  const key = await toyKey('ES256');
  const own = importPublicKey(publicOf(key)) ?? expect.fail('a key of the curve');
  const input = forgeJwt({ alg: 'ES256' }, { a: 1 }, undefined).slice(0, -1);
  const der = sign('sha256', Buffer.from(input), key.privateKey).toString('base64url');
  expect(isSignedBy(`${input}.${der}`, own)).toBe(false);
});

test('a point off the curve is no key', async () => {
  const jwk = publicOf(await toyKey('ES256'));
  expect(importPublicKey({ ...jwk, x: 'A'.repeat(43) })).toBeUndefined();
});
