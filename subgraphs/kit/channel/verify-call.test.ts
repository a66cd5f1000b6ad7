import { compactVerify } from 'jose';
import { expect, test } from 'vitest';
import { forgeJwt } from '../people/toy-jwt.ts';
import { forgeJws, IAT, toyRing } from '../sealing/toy-parties.ts';
import { bodyHash } from './body-hash.ts';
import { callerOfCall } from './caller-of-call.ts';
import { BODY, later, toyCalls } from './toy-call.ts';
import { createCallVerifier } from './verify-call.ts';

const { gateway, police, thief, agreed, sign, verifier, codeOf, claims, soundHeader, forged } =
  await toyCalls();

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

test('it is a compact JWS that jose verifies too, under a key that each end has by itself', async () => {
  const { payload, protectedHeader } = await compactVerify(await sign(), agreed.secret, {
    algorithms: ['HS256'],
  });
  expect(protectedHeader).toStrictEqual(soundHeader());
  expect(JSON.parse(new TextDecoder().decode(payload))).toMatchObject({ aud: 'police' });
  expect(await codeOf(await forgeJws(claims(), soundHeader(), agreed.secret))).toBeUndefined();
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

test('a call for another subgraph is refused, also under the key of this one', async () => {
  expect(await codeOf(await sign({ audience: 'mall' }))).toBe('UNKNOWN_KEY');
  expect(await codeOf(forged({ aud: 'mall' }))).toBe('WRONG_AUDIENCE');
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
  const verify = createCallVerifier({ audience: 'police', keys: toyRing(police, gateway), now });
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
  expect(await codeOf(forged({ exp: IAT + 31 }))).toBe('TOO_LONG_LIVED');
  expect(await codeOf(forged({ exp: Number.MAX_SAFE_INTEGER }))).toBe('TOO_LONG_LIVED');
});

test('another message of the gateway is no call', async () => {
  for (const typ of ['at+jwt', 'JWT', 'relink-warrant+jwt', undefined]) {
    expect(await codeOf(forged({}, { typ }))).toBe('WRONG_TYPE');
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
  expect(await codeOf(forged({ [name]: value }))).toBe('MALFORMED');
});

test('claims that are no object, or name a member twice, are refused', async () => {
  const text = JSON.stringify(claims());
  for (const said of ['[]', 'null', '"x"', '{', `${text.slice(0, -1)},"aud":"police"}`]) {
    const token = forgeJwt(soundHeader(), said, agreed.secret);
    expect(await codeOf(token), said).toBe('MALFORMED');
  }
  const twice = `{"alg":"HS256","alg":"HS256","typ":"relink-call+jwt","kid":"${agreed.kid}"}`;
  expect(await codeOf(forgeJwt(twice, claims(), agreed.secret))).toBe('MALFORMED');
});

test('roles and scopes that an older subgraph does not know are passed over', async () => {
  const token = forged({ roles: ['CLERK', 'ARCHIVIST'], scopes: ['archive:read'] });
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
