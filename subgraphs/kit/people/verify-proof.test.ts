import { createHash } from 'node:crypto';
import { calculateThumbprint, generateKeyPair, generateProof } from 'dpop';
import { beforeAll, expect, test } from 'vitest';
import { forgeJwt, toyKey } from './toy-jwt.ts';
import type { ToyKey } from './toy-jwt.ts';
import { toyProof } from './toy-proof.ts';
import { IAT, NOW, PUBLIC_URL } from './toy-provider.ts';
import { verifyProof } from './verify-proof.ts';

const TOKEN = 'an.access.token';
const JTI = 'an-id-of-sixteen';

let key: ToyKey;

beforeAll(async () => {
  key = await toyKey('ES256');
});

function check(proof: string, boundTo = key.kid) {
  const publicUrls = ['http://127.0.0.1:4000/graphql', PUBLIC_URL];
  return verifyProof(proof, { token: TOKEN, boundTo, publicUrls, now: () => NOW });
}

function causeOf(proof: string, boundTo?: string): string | undefined {
  const outcome = check(proof, boundTo);
  return outcome.ok ? undefined : outcome.cause;
}

test('a sound proof gives its id and the public half of its key', () => {
  const { kty, crv, x, y } = key.jwk;
  const header = { jwk: { ...key.jwk, kid: 'mine', use: 'sig', alg: 'ES256' } };
  expect(check(toyProof(key, TOKEN, { header, claims: { jti: JTI } }))).toStrictEqual({
    ok: true,
    value: { key: { kty, crv, x, y }, jti: JTI },
  });
});

test('a proof made by another maker’s client is accepted', async () => {
  const pair = await generateKeyPair('ES256', { extractable: true });
  const boundTo = await calculateThumbprint(pair.publicKey);
  const proof = await generateProof(pair, PUBLIC_URL, 'POST', undefined, TOKEN);
  const rules = { token: TOKEN, boundTo, publicUrls: [PUBLIC_URL], now: () => new Date() };
  expect(verifyProof(proof, rules)).toMatchObject({ ok: true });
});

test('an Ed25519 key proves as well, under both names of its algorithm', async () => {
  const other = await toyKey('EdDSA');
  for (const alg of ['EdDSA', 'Ed25519']) {
    expect(causeOf(toyProof(other, TOKEN, { header: { alg } }), other.kid)).toBeUndefined();
  }
});

test.each([
  ['for another method', { htm: 'GET' }, 'WRONG_METHOD'],
  ['for a method in small letters', { htm: 'post' }, 'WRONG_METHOD'],
  ['for another host', { htu: 'https://relink.evil.example/graphql' }, 'WRONG_ADDRESS'],
  ['for another path', { htu: `${PUBLIC_URL}/x` }, 'WRONG_ADDRESS'],
  ['for another scheme', { htu: PUBLIC_URL.replace('https', 'http') }, 'WRONG_ADDRESS'],
  ['for another port', { htu: 'https://relink.court.example:8443/graphql' }, 'WRONG_ADDRESS'],
  ['for a host behind credentials', { htu: PUBLIC_URL.replace('//', '//a@') }, 'WRONG_ADDRESS'],
  ['for a path alone', { htu: '/graphql' }, 'WRONG_ADDRESS'],
  ['for no address', { htu: '' }, 'WRONG_ADDRESS'],
  ['for another token', { ath: createHash('sha256').digest('base64url') }, 'OTHER_TOKEN'],
  ['for no token', { ath: undefined }, 'MALFORMED'],
  ['made 61 seconds ago', { iat: IAT - 61 }, 'WRONG_TIME'],
  ['to be made in 61 seconds', { iat: IAT + 61 }, 'WRONG_TIME'],
  ['without a time', { iat: undefined }, 'MALFORMED'],
  ['whose time is text', { iat: String(IAT) }, 'MALFORMED'],
  ['without an id', { jti: undefined }, 'MALFORMED'],
  ['with a short id', { jti: 'x'.repeat(15) }, 'MALFORMED'],
  ['with a long id', { jti: 'x'.repeat(129) }, 'MALFORMED'],
  ['with an id of two lines', { jti: `${JTI}\n${JTI}` }, 'MALFORMED'],
])('a proof %s is refused', (_what, claims, cause) => {
  expect(causeOf(toyProof(key, TOKEN, { claims }))).toBe(cause);
});

test.each([
  ['of another type', { typ: 'JWT' }, 'WRONG_TYPE'],
  ['of no type', { typ: undefined }, 'WRONG_TYPE'],
  ['of the type of a token', { typ: 'at+jwt' }, 'WRONG_TYPE'],
  ['without an algorithm', { alg: undefined }, 'MALFORMED'],
  ['that is not signed', { alg: 'none' }, 'WRONG_ALGORITHM'],
  ['signed with a secret', { alg: 'HS256' }, 'WRONG_ALGORITHM'],
  ['without a key', { jwk: undefined }, 'MALFORMED'],
  ['whose key is text', { jwk: 'key' }, 'MALFORMED'],
  ['whose key is a secret', { jwk: { kty: 'oct', k: 'c2VjcmV0' } }, 'PRIVATE_KEY'],
  ['that points to its key', { jku: 'http://127.0.0.1:1/keys' }, 'FOREIGN_KEY'],
  ['that points to a certificate', { x5u: 'http://127.0.0.1:1/keys' }, 'FOREIGN_KEY'],
  ['that brings certificates', { x5c: ['MIIB'] }, 'FOREIGN_KEY'],
  ['that insists on an extension', { crit: ['exp'], exp: IAT + 1 }, 'FOREIGN_KEY'],
])('a proof %s is refused', (_what, header, cause) => {
  expect(causeOf(toyProof(key, TOKEN, { header }))).toBe(cause);
});

test('a proof that gives its private key away is refused', () => {
  // as Node writes keys of this kind
  const jwk = key.privateKey.export({ format: 'jwk' });
  expect(causeOf(toyProof(key, TOKEN, { header: { jwk } }))).toBe('PRIVATE_KEY');
});

test('a proof by another key than the one the token is bound to is refused', async () => {
  const thief = await toyKey('ES256');
  expect(causeOf(toyProof(thief, TOKEN))).toBe('OTHER_KEY');
  const borrowed = toyProof(thief, TOKEN, { header: { jwk: key.jwk } });
  expect(causeOf(borrowed)).toBe('BAD_SIGNATURE');
});

test('a key of another kind than the algorithm, or off its curve, is refused', async () => {
  const other = await toyKey('EdDSA');
  expect(causeOf(toyProof(key, TOKEN, { header: { jwk: other.jwk } }))).toBe('MALFORMED');
  const jwk = { ...key.jwk, y: key.jwk.x };
  expect(causeOf(toyProof(key, TOKEN, { header: { jwk } }))).toBe('BAD_SIGNATURE');
});

test('times at the edge of the window, and other ways to write the address, are accepted', () => {
  for (const iat of [IAT - 60, IAT + 60]) {
    expect(causeOf(toyProof(key, TOKEN, { claims: { iat } }))).toBeUndefined();
  }
  for (const htu of [
    `${PUBLIC_URL}?documentId=1#top`,
    'HTTPS://Relink.Court.Example:443/graphql',
    'http://127.0.0.1:4000/graphql',
  ]) {
    expect(causeOf(toyProof(key, TOKEN, { claims: { htu } }))).toBeUndefined();
  }
});

test('a proof that is cut, padded, doubled or repeats a member is refused', () => {
  const proof = toyProof(key, TOKEN);
  const pieces = ['', 'x', `${proof}=`, `${proof}, ${proof}`, proof.slice(0, -1), `${proof}.`];
  for (const text of pieces) expect(causeOf(text), text).toBe('MALFORMED');
  expect(causeOf(`${proof}${'A'.repeat(8192)}`)).toBe('TOO_LARGE');
  const header = { typ: 'dpop+jwt', alg: 'ES256', jwk: key.jwk };
  const ath = createHash('sha256').update(TOKEN).digest('base64url');
  const claims = JSON.stringify({ jti: JTI, htm: 'POST', htu: PUBLIC_URL, iat: IAT, ath });
  const twice = claims.replace('{', '{"htm":"GET",');
  expect(causeOf(forgeJwt(header, twice, key))).toBe('MALFORMED');
  expect(causeOf(forgeJwt(header, claims, key))).toBeUndefined();
});
