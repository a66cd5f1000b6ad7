import { createRemoteJWKSet, decodeProtectedHeader, importJWK, jwtVerify } from 'jose';
import { calculateThumbprint } from 'dpop';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { SCOPES, SCOPES_OF_ROLE } from '../../schema/contract/roles.ts';
import { openSealed, sealTo } from '../../subgraphs/kit/sealing/seal-value.ts';
import { INVENTED_CLERK, INVENTED_JUDGE } from '../provider/accounts.ts';
import { toyProvider } from '../provider/toy-provider.ts';
import type { ToyProvider } from '../provider/toy-provider.ts';
import { exportJWK } from 'jose';
import { createHash } from 'node:crypto';
import { signIn } from './session.ts';
import type { Session, SignInOptions } from './session.ts';

const GRAPH = 'http://127.0.0.1:4000/graphql';

let provider: ToyProvider;
beforeAll(async () => {
  provider = await toyProvider();
});
afterAll(() => provider[Symbol.asyncDispose]());

function enter(name: string, more: Partial<SignInOptions> = {}): Promise<Session> {
  const { issuer } = provider;
  const { password } = provider.account(name);
  const onPrompt = () => undefined;
  return signIn({ issuer, account: { name, password }, scopes: SCOPES, onPrompt, ...more });
}

const claimsSchema = z.object({
  sub: z.string(),
  scope: z.string(),
  roles: z.array(z.string()),
  cnf: z.object({ jkt: z.string() }),
  iat: z.number(),
  exp: z.number(),
  jti: z.string(),
  client_id: z.string(),
});

/** Verified as a resource server does. */
async function claimsOf({ authorization }: { authorization: string }) {
  const token = authorization.replace(/^DPoP /u, '');
  const keys = createRemoteJWKSet(new URL(`${provider.issuer}/jwks`));
  const { payload } = await jwtVerify(token, keys, {
    ...{ issuer: provider.issuer, audience: 'urn:relink:graph', typ: 'at+jwt' },
    algorithms: ['ES256'],
  });
  return claimsSchema.parse(payload);
}

test('an invented clerk signs in unattended and holds a bound token with role and scopes', async () => {
  const session = await enter(INVENTED_CLERK);
  const claims = await claimsOf(await session.headers(GRAPH));
  expect(session.subject).toBe(INVENTED_CLERK);
  expect(claims).toMatchObject({
    sub: INVENTED_CLERK,
    roles: ['CLERK'],
    client_id: 'relink-command',
  });
  expect(claims.scope.split(' ')).toEqual(SCOPES_OF_ROLE.CLERK);
  expect(claims.cnf.jkt).toBe(await calculateThumbprint(session.key.publicKey));
  expect(claims.exp - claims.iat).toBe(600);
  await session.close();
});

test('a token is for no more than was asked, though the role allows more', async () => {
  const session = await enter(INVENTED_JUDGE, { scopes: ['case:decide', 'repair:run'] });
  const claims = await claimsOf(await session.headers(GRAPH));
  expect([claims.roles, claims.scope]).toEqual([['JUDGE'], 'case:decide']);
  await session.close();
});

test('each request has a proof of its own, for its address and its token', async () => {
  const session = await enter(INVENTED_CLERK);
  const [one, other] = await Promise.all([session.headers(GRAPH), session.headers(GRAPH)]);
  const proofs = await Promise.all(
    [one, other].map(async ({ dpop, authorization }) => {
      const { jwk } = decodeProtectedHeader(dpop);
      const key = await importJWK(jwk ?? {}, 'ES256');
      const { payload } = await jwtVerify(dpop, key, { typ: 'dpop+jwt' });
      const ath = createHash('sha256').update(authorization.slice(5)).digest('base64url');
      expect(payload).toMatchObject({ htm: 'POST', htu: GRAPH, ath });
      return payload.jti;
    }),
  );
  expect(new Set(proofs).size).toBe(2);
  await session.close();
});

test('a token about to end is renewed once for all who wait, and stays bound', async () => {
  const clock = { now: Date.now() };
  const session = await enter(INVENTED_CLERK, { now: () => clock.now });
  const before = await claimsOf(await session.headers(GRAPH));
  expect((await claimsOf(await session.headers(GRAPH))).jti).toBe(before.jti);
  clock.now += 9.5 * 60_000;
  const after = await Promise.all(
    [1, 2, 3].map(async () => claimsOf(await session.headers(GRAPH))),
  );
  expect(new Set(after.map(({ jti }) => jti)).size).toBe(1);
  expect(after[0]?.jti).not.toBe(before.jti);
  expect(after[0]?.cnf).toEqual(before.cnf);
  clock.now += 9.5 * 60_000;
  expect((await claimsOf(await session.headers(GRAPH))).jti).not.toBe(after[0]?.jti);
  await session.close();
});

test('a session that was closed is not renewed', async () => {
  const clock = { now: Date.now() };
  const session = await enter(INVENTED_CLERK, { now: () => clock.now });
  await session.close();
  clock.now += 9.5 * 60_000;
  await expect(session.headers(GRAPH)).rejects.toMatchObject({ code: 'invalid_grant' });
});

test('what is sealed to the key of the proofs is opened by the session', async () => {
  const session = await enter(INVENTED_CLERK);
  const jwk = await exportJWK(session.key.publicKey);
  const sealed = await sealTo(jwk, { id: '1', value: 'x' }, 'relink-contact+jwe');
  const opened = await openSealed(
    sealed.ok ? sealed.sealed : '',
    session.privateKey,
    'relink-contact+jwe',
  );
  expect(opened).toEqual({ ok: true, value: { id: '1', value: 'x' } });
  await session.close();
});

test('a wrong password lets nobody in', async () => {
  const account = { name: 'zhao.shuji', password: 'guessed' };
  const entering = enter(INVENTED_CLERK, { account });
  await expect(entering).rejects.toThrow('does not let zhao.shuji in (403)');
});

test('who may do nothing of what is asked is refused', async () => {
  await expect(enter('zhou.yinsi', { scopes: ['repair:run'] })).rejects.toThrow('refused');
});

test('a person at another browser is told where to go and with which code', async () => {
  const giveUp = new AbortController();
  const prompted = Promise.withResolvers<{ url: string; code: string }>();
  const entering = enter(INVENTED_CLERK, {
    account: undefined,
    onPrompt: prompted.resolve,
    signal: giveUp.signal,
  });
  expect(await prompted.promise).toEqual({
    url: `${provider.issuer}/device`,
    code: expect.stringMatching(/^[A-Z]{4}-[A-Z]{4}$/u) as string,
  });
  giveUp.abort();
  await expect(entering).rejects.toThrow('aborted');
});

test('what is no provider is named', async () => {
  await expect(enter(INVENTED_CLERK, { issuer: 'http://127.0.0.1:1' })).rejects.toThrow(
    'The provider http://127.0.0.1:1 does not answer',
  );
});
