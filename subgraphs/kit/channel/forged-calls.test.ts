import { createPublicKey } from 'node:crypto';
import { expect, test } from 'vitest';
import { forgeJwt, toyKey } from '../people/toy-jwt.ts';
import { forgeJws, sealingKey, signingKey, toyRing } from '../sealing/toy-parties.ts';
import { BODY, later, sharedSecret, toyCalls } from './toy-call.ts';
import { createCallVerifier } from './verify-call.ts';

const { gateway, police, mall, thief, agreed, sign, codeOf, claims, soundHeader, forged } =
  await toyCalls();

test('a call made by anybody else is refused, also under the gateway’s name', async () => {
  expect(await codeOf(await sign({}, thief))).toBe('UNKNOWN_KEY');
  const stolen = await sharedSecret(await toyRing(thief, police)(), 'police');
  expect(await codeOf(forged({}, {}, stolen.secret))).toBe('BAD_SIGNATURE');
  expect(await codeOf(forged({ iss: 'court' }))).toBe('WRONG_ISSUER');
});

test('another subgraph, which has keys of its own with everybody, makes no call that is taken', async () => {
  const itsOwn = await sharedSecret(await toyRing(gateway, mall)(), 'mall');
  const withGateway = await sharedSecret(await toyRing(mall, gateway)(), 'gateway');
  const withPolice = await sharedSecret(await toyRing(mall, police)(), 'police');
  for (const { kid, secret } of [itsOwn, withGateway, withPolice]) {
    expect(await codeOf(forged({}, { kid }, secret))).toBe('UNKNOWN_KEY');
    expect(await codeOf(forged({}, {}, secret))).toBe('BAD_SIGNATURE');
  }
});

test('what both ends agree on is of this subgraph and this direction alone', async () => {
  const ring = await toyRing(gateway, { ...police, code: 'mall' })();
  const elsewhere = await sharedSecret(ring, 'mall');
  expect(elsewhere.kid).toBe(agreed.kid);
  expect(await codeOf(forged({}, {}, elsewhere.secret))).toBe('BAD_SIGNATURE');
  const back = await sharedSecret(await toyRing(police, gateway)(), 'gateway');
  expect(await codeOf(forged({}, {}, back.secret))).toBe('BAD_SIGNATURE');
});

test('a gateway whose keys were put in the place of the true ones is refused', async () => {
  const keys = toyRing(police, { ...thief, code: 'gateway' });
  const verify = createCallVerifier({ audience: 'police', keys, now: later(0) });
  expect(await verify(await sign(), BODY)).toStrictEqual({ ok: false, code: 'UNKNOWN_KEY' });
  const nobody = createCallVerifier({ audience: 'police', keys: toyRing(police), now: later(0) });
  expect(await nobody(await sign(), BODY)).toStrictEqual({ ok: false, code: 'UNKNOWN_KEY' });
});

test('none, a signature, and public keys for a secret make no call', async () => {
  expect(await codeOf(forgeJwt({ ...soundHeader(), alg: 'none' }, claims(), undefined))).toBe(
    'BAD_SIGNATURE',
  );
  const { kid, key } = signingKey(gateway.own);
  const eddsa = { ...soundHeader(), alg: 'EdDSA' };
  expect(await codeOf(await forgeJws(claims(), eddsa, key))).toBe('BAD_SIGNATURE');
  expect(await codeOf(await forgeJws(claims(), { ...eddsa, kid }, key))).toBe('BAD_SIGNATURE');
  for (const { kid: of, kty, crv, x } of [gateway, police].flatMap(
    ({ pinned }) => pinned.jwks.keys,
  )) {
    const point = createPublicKey({ key: { kty, crv, x }, format: 'jwk' });
    const pem = point.export({ type: 'spki', format: 'pem' });
    for (const secret of [Buffer.from(pem), Buffer.from(x, 'base64url'), Buffer.from(x)]) {
      expect(await codeOf(forged({}, {}, secret))).toBe('BAD_SIGNATURE');
      expect(await codeOf(forged({}, { kid: of }, secret))).toBe('UNKNOWN_KEY');
    }
  }
  for (const length of [0, 32]) {
    expect(await codeOf(forged({}, {}, Buffer.alloc(length)))).toBe('BAD_SIGNATURE');
  }
  for (const alg of ['HS384', 'HS512', 'hs256', undefined, ['HS256']]) {
    expect(await codeOf(forged({}, { alg }))).toBe('BAD_SIGNATURE');
  }
});

test('a key that a call brings along is not looked at, and what it insists on is refused', async () => {
  const own = await toyKey('EdDSA');
  const jwk = { kty: 'oct', k: 'a'.repeat(43) };
  expect(await codeOf(forged({}, { jwk }, Buffer.from(jwk.k, 'base64url')))).toBe('BAD_SIGNATURE');
  const brought = { ...soundHeader(), alg: 'EdDSA', kid: own.kid, jwk: own.jwk };
  expect(await codeOf(forgeJwt(brought, claims(), own))).toBe('BAD_SIGNATURE');
  expect(await codeOf(forged({}, { crit: ['exp'], exp: 1 }))).toBe('MALFORMED');
});

test('a name of keys that is not both of them names nothing', async () => {
  const [caller = '', called = ''] = agreed.kid.split('.');
  const others = sealingKey(mall.pinned).kid;
  const wrong = [caller, called, `${called}.${caller}`, `${agreed.kid}.x`, `${agreed.kid}.`, '.'];
  for (const kid of [...wrong, `${caller}.${others}`, `${others}.${called}`, '', undefined, 1]) {
    expect(await codeOf(forged({}, { kid })), String(kid)).toBe('UNKNOWN_KEY');
  }
});

test('another way to write the same signature is refused, and a shorter one', async () => {
  const sound = await sign();
  for (const token of [`${sound}=`, `${sound}A`, sound.slice(0, -1), withOtherEnd(sound)]) {
    expect(await codeOf(token)).toBe('BAD_SIGNATURE');
  }
  expect(await codeOf(sound)).toBeUndefined();
});

/** Ends with another character that stands for the same bytes: of its six bits four count. */
function withOtherEnd(token: string): string {
  const other = String.fromCharCode((token.codePointAt(-1 + token.length) ?? 0) + 1);
  const bytes = (text: string) => Buffer.from(text.slice(-43), 'base64url');
  const changed = `${token.slice(0, -1)}${other}`;
  expect(bytes(changed)).toStrictEqual(bytes(token));
  return changed;
}
