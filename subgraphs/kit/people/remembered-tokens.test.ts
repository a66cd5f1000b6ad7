import { afterAll, beforeAll, expect, test } from 'vitest';
import { createProviderKeys } from './provider-keys.ts';
import { toyKey } from './toy-jwt.ts';
import type { ToyKey } from './toy-jwt.ts';
import { AUDIENCE, NOW, toyClaims, toyProvider, toyToken } from './toy-provider.ts';
import type { ToyProvider } from './toy-provider.ts';
import { createTokenVerifier } from './verify-access-token.ts';
import type { TokenRules } from './verify-access-token.ts';

const JKT = 'a'.repeat(43);
const now = () => NOW;

let provider: ToyProvider;
let key: ToyKey;
let rules: TokenRules;

beforeAll(async () => {
  provider = await toyProvider();
  key = await provider.rotate();
  const { issuer } = provider;
  const keys = createProviderKeys(issuer, now);
  rules = { keys, issuer, audience: AUDIENCE, rolesClaim: 'roles', now };
});

afterAll(() => provider[Symbol.asyncDispose]());

/** A sound token but for some claims. */
function token(claims: Record<string, unknown> = {}): string {
  return toyToken(key, { ...toyClaims(provider.issuer, JKT), ...claims });
}

test('a token that comes again is as good as before, until its time is over', async () => {
  const clock = { at: NOW };
  const verify = createTokenVerifier({ ...rules, now: () => clock.at });
  const text = token();
  const first = await verify(text);
  expect(first).toMatchObject({ ok: true });
  expect(await verify(text)).toStrictEqual(first);
  clock.at = new Date(NOW.getTime() + 600_000);
  expect(await verify(text)).toStrictEqual({ ok: false, cause: 'EXPIRED' });
});

test('a token is remembered whole: one that differs in a character is verified by itself', async () => {
  const verify = createTokenVerifier(rules);
  const text = token();
  expect(await verify(text)).toMatchObject({ ok: true });
  const [header = '', , signature = ''] = text.split('.');
  const [, claims = ''] = token({ roles: ['JUDGE'] }).split('.');
  for (const other of [`${header}.${claims}.${signature}`, `${text}A`, ` ${text}`]) {
    expect(await verify(other)).toMatchObject({ ok: false });
  }
});

test('what was remembered counts no longer once the provider’s key is gone or is another', async () => {
  await using other = await toyProvider();
  const signing = await other.rotate();
  const clock = { at: NOW };
  const told = { ...rules, issuer: other.issuer, now: () => clock.at };
  const text = toyToken(signing, toyClaims(other.issuer, JKT));
  const published = { keys: createProviderKeys(other.issuer, now) };
  const verify = createTokenVerifier({ ...told, keys: (header) => published.keys(header) });
  expect(await verify(text)).toMatchObject({ ok: true });
  // as when its keys are fetched anew: the same key, another one of the same name, none
  published.keys = createProviderKeys(other.issuer, now);
  expect(await verify(text)).toMatchObject({ ok: true });
  const stranger = await toyKey('EdDSA');
  other.published.keys = [{ ...stranger.jwk, kid: signing.kid, use: 'sig', alg: 'EdDSA' }];
  published.keys = createProviderKeys(other.issuer, now);
  expect(await verify(text)).toStrictEqual({ ok: false, cause: 'BAD_SIGNATURE' });
  await other.rotate();
  published.keys = createProviderKeys(other.issuer, now);
  expect(await verify(text)).toStrictEqual({ ok: false, cause: 'UNKNOWN_KEY' });
});
