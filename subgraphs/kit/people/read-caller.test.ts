import { afterAll, beforeAll, expect, test } from 'vitest';
import { createCallerReader } from './read-caller.ts';
import type { CallerReaderOptions } from './read-caller.ts';
import { toyKey } from './toy-jwt.ts';
import type { ToyKey } from './toy-jwt.ts';
import { toyProof } from './toy-proof.ts';
import {
  AUDIENCE,
  IAT,
  NOW,
  PUBLIC_URL,
  toyClaims,
  toyProvider,
  toyToken,
} from './toy-provider.ts';
import type { ToyProvider } from './toy-provider.ts';

let provider: ToyProvider;
let signing: ToyKey;
let own: ToyKey;
let token: string;

beforeAll(async () => {
  provider = await toyProvider();
  own = await toyKey('ES256');
  signing = await provider.rotate();
  token = tokenWith({});
});

afterAll(() => provider[Symbol.asyncDispose]());

/** A sound token of our key but for some claims. */
function tokenWith(claims: Record<string, unknown>): string {
  return toyToken(signing, { ...toyClaims(provider.issuer, own.kid), ...claims });
}

function reader(change: Partial<CallerReaderOptions> = {}) {
  const { issuer } = provider;
  const told = { issuer, audience: AUDIENCE, rolesClaim: 'roles', publicUrls: [PUBLIC_URL] };
  return createCallerReader({ ...told, now: () => NOW, ...change });
}

test('without an authorization header it is nobody, whatever proof comes along', async () => {
  const nobody = { person: undefined, key: undefined, requestId: 'r1', proofId: undefined };
  for (const dpop of [undefined, toyProof(own, token), 'x']) {
    expect(await reader()({ authorization: undefined, dpop }, 'r1')).toStrictEqual({
      ok: true,
      caller: nobody,
    });
  }
});

test('a token with its proof tells who asks, by which key, in which request', async () => {
  const { kty, crv, x, y } = own.jwk;
  const dpop = toyProof(own, token, { claims: { jti: 'proof-number-one' } });
  const read = await reader()({ authorization: `DPoP ${token}`, dpop }, 'r1');
  expect(read).toMatchObject({
    ok: true,
    caller: {
      person: { subject: 'wang.shuji', roles: ['CLERK'], boundTo: own.kid },
      key: { kty, crv, x, y },
      ...{ requestId: 'r1', proofId: 'proof-number-one' },
    },
  });
});

test('the name of the scheme may be written in any case', async () => {
  for (const scheme of ['dpop', 'DPOP']) {
    const headers = { authorization: `${scheme} ${token}`, dpop: toyProof(own, token) };
    expect(await reader()(headers, 'r1')).toMatchObject({ ok: true });
  }
});

test.each([
  ['as a bearer token', (text: string) => `Bearer ${text}`, 'WRONG_SCHEME'],
  ['in another scheme', (text: string) => `Basic ${text}`, 'WRONG_SCHEME'],
  ['without a scheme', (text: string) => text, 'WRONG_SCHEME'],
  ['that is empty', () => '', 'WRONG_SCHEME'],
  ['that is a scheme alone', () => 'DPoP', 'MALFORMED'],
  ['that is a scheme and a space', () => 'DPoP ', 'MALFORMED'],
  ['twice', (text: string) => `DPoP ${text} ${text}`, 'MALFORMED'],
  ['twice as proxies join them', (text: string) => `DPoP ${text}, DPoP ${text}`, 'MALFORMED'],
])('a token %s is refused', async (_what, write, cause) => {
  const headers = { authorization: write(token), dpop: toyProof(own, token) };
  expect(await reader()(headers, 'r1')).toStrictEqual({ ok: false, code: 'TOKEN_REFUSED', cause });
});

test('a token without a proof, or with two, is refused', async () => {
  const proof = toyProof(own, token);
  for (const [dpop, cause] of [
    [undefined, 'MISSING'],
    ['', 'MALFORMED'],
    [`${proof}, ${proof}`, 'MALFORMED'],
  ] as const) {
    const read = await reader()({ authorization: `DPoP ${token}`, dpop }, 'r1');
    expect(read).toStrictEqual({ ok: false, code: 'PROOF_REFUSED', cause });
  }
});

test('a stolen token with a proof by the thief’s own key is refused', async () => {
  const thief = await toyKey('ES256');
  const headers = { authorization: `DPoP ${token}`, dpop: toyProof(thief, token) };
  expect(await reader()(headers, 'r1')).toStrictEqual({
    ok: false,
    code: 'PROOF_REFUSED',
    cause: 'OTHER_KEY',
  });
});

test('a proof that came with one token is refused with another of the same key', async () => {
  const second = tokenWith({ jti: 'token-2' });
  const headers = { authorization: `DPoP ${second}`, dpop: toyProof(own, token) };
  expect(await reader()(headers, 'r1')).toMatchObject({ cause: 'OTHER_TOKEN' });
});

test('who remembers proofs refuses one that comes again, until it is too old anyway', async () => {
  const clock = { seconds: 0 };
  const now = () => new Date(NOW.getTime() + clock.seconds * 1000);
  const read = reader({ remember: true, now });
  const headers = { authorization: `DPoP ${token}`, dpop: toyProof(own, token) };
  const again = { ok: false, code: 'PROOF_REFUSED', cause: 'REPLAYED' };
  expect(await read(headers, 'r1')).toMatchObject({ ok: true });
  for (const seconds of [0, 1, 60]) {
    clock.seconds = seconds;
    expect(await read(headers, 'r2')).toStrictEqual(again);
  }
  clock.seconds = 61;
  expect(await read(headers, 'r3')).toMatchObject({ cause: 'WRONG_TIME' });
});

test('a proof from a clock that runs ahead is remembered as long as it is accepted', async () => {
  const clock = { seconds: -60 };
  const now = () => new Date(NOW.getTime() + clock.seconds * 1000);
  const early = tokenWith({ iat: IAT - 100 });
  const read = reader({ remember: true, now });
  const headers = { authorization: `DPoP ${early}`, dpop: toyProof(own, early) };
  expect(await read(headers, 'r1')).toMatchObject({ ok: true });
  clock.seconds = 60;
  expect(await read(headers, 'r2')).toMatchObject({ cause: 'REPLAYED' });
});

test('a proof refused for another reason is not used up by it', async () => {
  const read = reader({ remember: true });
  const dpop = toyProof(own, token);
  const other = tokenWith({ jti: 'token-3' });
  const fresh = { authorization: `DPoP ${other}`, dpop: toyProof(own, other) };
  expect(await read({ ...fresh, dpop }, 'r1')).toMatchObject({ cause: 'OTHER_TOKEN' });
  expect(await read(fresh, 'r1')).toMatchObject({ ok: true });
});

test('who does not remember takes the calls of one request with one proof', async () => {
  const read = reader();
  const headers = { authorization: `DPoP ${token}`, dpop: toyProof(own, token) };
  expect(await read(headers, 'r1')).toMatchObject({ ok: true });
  expect(await read(headers, 'r1')).toMatchObject({ ok: true });
});

test('when the provider cannot be reached nobody is let in', async () => {
  await using away = await toyProvider();
  const key = await away.rotate();
  away.goAway();
  const text = toyToken(key, toyClaims(away.issuer, own.kid));
  const read = reader({ issuer: away.issuer });
  const headers = { authorization: `DPoP ${text}`, dpop: toyProof(own, text) };
  expect(await read(headers, 'r1')).toStrictEqual({
    ok: false,
    code: 'TOKEN_REFUSED',
    cause: 'PROVIDER_UNREACHABLE',
  });
});
