import { createPublicKey } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { forgeJwt, toyKey } from '../people/toy-jwt.ts';
import { forgeJws, IAT, NOW, toyParty } from '../sealing/toy-parties.ts';
import type { ToyParty } from '../sealing/toy-parties.ts';
import { bodyHash } from './body-hash.ts';
import { callerOfCall } from './caller-of-call.ts';
import { createCallSigner } from './sign-call.ts';
import type { Call } from './sign-call.ts';
import { createCallVerifier } from './verify-call.ts';

const BODY = Buffer.from('{"query":"{ stall(boothNo: \\"1\\") { address } }"}');
const CALL: Call = {
  ...{ audience: 'police', body: BODY, requestId: 'request-1' },
  ...{ roles: ['CLERK'], scopes: ['register:read'] },
};

let gateway: ToyParty;
let thief: ToyParty;

beforeAll(async () => {
  [gateway, thief] = await Promise.all([toyParty('gateway'), toyParty('thief')]);
});

const later = (seconds: number) => () => new Date(NOW.getTime() + seconds * 1000);

function sign(change: Partial<Call> = {}, by = gateway): Promise<string> {
  return createCallSigner(by.own, later(0))({ ...CALL, ...change });
}

function verifier(seconds = 0) {
  return createCallVerifier({
    ...{ audience: 'police', gateway: gateway.pinned, now: later(seconds) },
  });
}

async function codeOf(token: string | undefined, { body = BODY, seconds = 0 } = {}) {
  const verdict = await verifier(seconds)(token, body);
  return verdict.ok ? undefined : verdict.code;
}

/** Claims of a sound call, but for some. */
const claims = (change: object = {}) => ({
  ...{ iss: 'gateway', aud: 'police', iat: IAT, exp: IAT + 30, jti: 'j'.repeat(36) },
  ...{ bsh: bodyHash(BODY), rid: 'request-1', roles: ['CLERK'], scopes: ['register:read'] },
  ...change,
});

/** Signed by the gateway's own key, whatever it says. */
function forged(change: object, header: object = {}): Promise<string> {
  const [newest] = gateway.own.signing;
  if (newest === undefined) throw new Error('the toy gateway has a key');
  const sound = { alg: 'EdDSA', typ: 'relink-call+jwt', kid: newest.kid };
  return forgeJws(claims(change), { ...sound, ...header }, newest.key);
}

test('a call of the gateway is taken, and says which request it serves and for whom', async () => {
  const verdict = await verifier()(await sign(), BODY);
  if (!verdict.ok) throw new Error(verdict.code);
  expect(verdict.call).toMatchObject({
    ...{ iss: 'gateway', aud: 'police', iat: IAT, exp: IAT + 30, bsh: bodyHash(BODY) },
    ...{ rid: 'request-1', roles: ['CLERK'], scopes: ['register:read'] },
  });
  expect(callerOfCall(verdict.call)).toStrictEqual({
    person: {
      ...{ subject: 'gateway', roles: ['CLERK'], scopes: ['register:read'], boundTo: '' },
      expiresAt: new Date((IAT + 30) * 1000),
    },
    ...{ key: undefined, proofId: undefined, requestId: 'request-1' },
  });
});

test('a call for nobody has nobody', async () => {
  const verdict = await verifier()(await sign({ roles: [], scopes: [] }), BODY);
  if (!verdict.ok) throw new Error(verdict.code);
  expect(callerOfCall(verdict.call).person).toBeUndefined();
});

test('a body given as text is the same as its bytes', async () => {
  const body = '{"name":"欧阳小明"}';
  expect(await codeOf(await sign({ body }), { body: Buffer.from(body) })).toBeUndefined();
});

test('a call without a token, or with what is none, is refused', async () => {
  expect(await codeOf(undefined)).toBe('MISSING');
  const sound = await sign();
  for (const token of ['', 'x', 'a.b.c', `${sound}.`, `${sound}, ${sound}`]) {
    const code = await codeOf(token);
    expect(['MALFORMED', 'WRONG_TYPE', 'BAD_SIGNATURE'], token).toContain(code);
  }
  expect(await codeOf('x'.repeat(8193))).toBe('MALFORMED');
});

test('a call for another subgraph is refused', async () => {
  expect(await codeOf(await sign({ audience: 'mall' }))).toBe('WRONG_AUDIENCE');
});

test('a captured call is refused on another body, one byte longer or of another spacing', async () => {
  const token = await sign();
  for (const body of ['', ' ', `${BODY.toString()} `, BODY.toString().replace(':', ': '), '{}']) {
    expect(await codeOf(token, { body: Buffer.from(body) })).toBe('OTHER_BODY');
  }
  expect(await codeOf(token)).toBeUndefined();
});

test('a call is taken once, and one with another body does not use it up', async () => {
  const verify = verifier();
  const token = await sign();
  expect(await verify(token, Buffer.from('{}'))).toStrictEqual({ ok: false, code: 'OTHER_BODY' });
  expect(await verify(token, BODY)).toMatchObject({ ok: true });
  expect(await verify(token, BODY)).toStrictEqual({ ok: false, code: 'REPLAYED' });
  expect(await verify(await sign(), BODY)).toMatchObject({ ok: true });
});

test('a call from a clock that runs ahead is remembered as long as it is accepted', async () => {
  const clock = { seconds: -30 };
  const now = () => later(clock.seconds)();
  const verify = createCallVerifier({ audience: 'police', gateway: gateway.pinned, now });
  const token = await sign();
  expect(await verify(token, BODY)).toMatchObject({ ok: true });
  clock.seconds = 29;
  expect(await verify(token, BODY)).toStrictEqual({ ok: false, code: 'REPLAYED' });
});

test('a call lasts half a minute, and clocks may differ by as much', async () => {
  const token = await sign();
  expect(await codeOf(token, { seconds: 29 })).toBeUndefined();
  expect(await codeOf(token, { seconds: 30 })).toBe('EXPIRED');
  expect(await codeOf(token, { seconds: -30 })).toBeUndefined();
  expect(await codeOf(token, { seconds: -31 })).toBe('NOT_YET_VALID');
  expect(await codeOf(await forged({ exp: IAT + 31 }))).toBe('TOO_LONG_LIVED');
  expect(await codeOf(await forged({ exp: Number.MAX_SAFE_INTEGER }))).toBe('TOO_LONG_LIVED');
});

test('a call signed by anybody else is refused, also under the gateway’s name', async () => {
  expect(await codeOf(await sign({}, thief))).toBe('UNKNOWN_KEY');
  const [own] = gateway.own.signing;
  const [stolen] = thief.own.signing;
  if (own === undefined || stolen === undefined) throw new Error('toys have keys');
  const header = { alg: 'EdDSA', typ: 'relink-call+jwt', kid: own.kid };
  expect(await codeOf(await forgeJws(claims(), header, stolen.key))).toBe('BAD_SIGNATURE');
  expect(await codeOf(await forged({ iss: 'court' }))).toBe('WRONG_ISSUER');
});

test('none, a shared secret and a key brought along sign nothing', async () => {
  const kid = gateway.pinned.jwks.keys.find(({ use }) => use === 'sig')?.kid;
  const jwk = gateway.pinned.jwks.keys.find(({ use }) => use === 'sig');
  if (jwk === undefined) throw new Error('the toy gateway has a key');
  const typ = 'relink-call+jwt';
  expect(await codeOf(forgeJwt({ alg: 'none', typ, kid }, claims(), undefined))).toBe(
    'BAD_SIGNATURE',
  );
  const { kty, crv, x } = jwk;
  const pem = createPublicKey({ key: { kty, crv, x }, format: 'jwk' }).export({
    ...{ type: 'spki', format: 'pem' },
  });
  const confused = forgeJwt({ alg: 'HS256', typ, kid }, claims(), Buffer.from(pem));
  expect(await codeOf(confused)).toBe('BAD_SIGNATURE');
  const own = await toyKey('EdDSA');
  const brought = { alg: 'EdDSA', typ, kid: own.kid, jwk: own.jwk };
  expect(await codeOf(forgeJwt(brought, claims(), own))).toBe('UNKNOWN_KEY');
});

test('another message of the gateway is no call', async () => {
  for (const typ of ['at+jwt', 'JWT', undefined]) {
    expect(await codeOf(await forged({}, { typ }))).toBe('WRONG_TYPE');
  }
});

test.each([
  ['jti', 'short'],
  ['jti', undefined],
  ['rid', 'a\nline of a log'],
  ['rid', 'r'.repeat(65)],
  ['rid', ''],
  ['bsh', undefined],
  ['bsh', 'x'],
  ['exp', undefined],
  ['iat', 'today'],
  ['roles', 'CLERK'],
  ['scopes', undefined],
])('a call whose %s is %j is refused', async (name, value) => {
  expect(await codeOf(await forged({ [name]: value }))).toBe('MALFORMED');
});

test('roles and scopes that an older subgraph does not know are passed over', async () => {
  const token = await forged({ roles: ['CLERK', 'ARCHIVIST'], scopes: ['archive:read'] });
  expect(await verifier()(token, BODY)).toMatchObject({
    call: { roles: ['CLERK'], scopes: [] },
  });
});

test('of a call that is refused for what it says no byte of the body is asked for', async () => {
  const asked = { times: 0 };
  const body = () => {
    asked.times += 1;
    return Promise.resolve(BODY);
  };
  expect(await verifier()(undefined, body)).toMatchObject({ code: 'MISSING' });
  expect(await verifier()(await sign({}, thief), body)).toMatchObject({ code: 'UNKNOWN_KEY' });
  expect(await verifier(30)(await sign(), body)).toMatchObject({ code: 'EXPIRED' });
  expect(asked.times).toBe(0);
  expect(await verifier()(await sign(), body)).toMatchObject({ ok: true });
  expect(asked.times).toBe(1);
});
