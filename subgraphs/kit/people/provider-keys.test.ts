import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createProviderKeys } from './provider-keys.ts';
import type { ProviderKeys } from './provider-keys.ts';
import { toyKey } from './toy-jwt.ts';
import type { ToyKey } from './toy-jwt.ts';
import { NOW, toyProvider } from './toy-provider.ts';

// jose reads the clock by itself; timers go on, since there is a server to wait for
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW });
});

afterEach(() => {
  vi.useRealTimers();
});

const now = () => new Date();

function pass(seconds: number): void {
  vi.setSystemTime(Date.now() + seconds * 1000);
}

async function find(keys: ProviderKeys, { alg, kid }: Pick<ToyKey, 'alg' | 'kid'>) {
  const found = await keys({ alg, kid });
  return found.ok ? 'FOUND' : found.cause;
}

test('the document and the keys are fetched once, however many ask at the same time', async () => {
  await using provider = await toyProvider();
  const key = await provider.rotate();
  const keys = createProviderKeys(provider.issuer, now);
  const all = await Promise.all(Array.from({ length: 20 }, () => find(keys, key)));
  expect(new Set(all)).toStrictEqual(new Set(['FOUND']));
  expect(await find(keys, key)).toBe('FOUND');
  expect(provider.fetched).toStrictEqual({ document: 1, keys: 1 });
});

test('a new key is fetched when a token names it, and a withdrawn one is no longer found', async () => {
  await using provider = await toyProvider();
  const first = await provider.rotate();
  const keys = createProviderKeys(provider.issuer, now);
  expect(await find(keys, first)).toBe('FOUND');
  const second = await provider.rotate('ES256');
  expect(await find(keys, second)).toBe('UNKNOWN_KEY');
  pass(31);
  expect(await find(keys, second)).toBe('FOUND');
  expect(await find(keys, first)).toBe('UNKNOWN_KEY');
  expect(provider.fetched).toStrictEqual({ document: 1, keys: 2 });
});

test('keys are fetched anew after ten minutes, so that a withdrawn one is forgotten', async () => {
  await using provider = await toyProvider();
  const first = await provider.rotate();
  const keys = createProviderKeys(provider.issuer, now);
  expect(await find(keys, first)).toBe('FOUND');
  await provider.rotate();
  expect(await find(keys, first)).toBe('FOUND');
  pass(601);
  expect(await find(keys, first)).toBe('UNKNOWN_KEY');
});

test('names of keys that do not exist have the keys fetched once in half a minute', async () => {
  await using provider = await toyProvider();
  const key = await provider.rotate();
  const keys = createProviderKeys(provider.issuer, now);
  const unknown = await Promise.all(Array.from({ length: 9 }, () => toyKey('EdDSA')));
  for (const other of unknown) expect(await find(keys, other)).toBe('UNKNOWN_KEY');
  expect(provider.fetched.keys).toBe(1);
  expect(await find(keys, key)).toBe('FOUND');
});

test('a provider that fails is asked again after a second, not before', async () => {
  await using provider = await toyProvider();
  const key = await provider.rotate();
  provider.published.status = 503;
  const keys = createProviderKeys(provider.issuer, now);
  expect(await find(keys, key)).toBe('PROVIDER_UNREACHABLE');
  provider.published.status = 200;
  expect(await find(keys, key)).toBe('PROVIDER_UNREACHABLE');
  expect(provider.fetched).toStrictEqual({ document: 1, keys: 0 });
  pass(1);
  expect(await find(keys, key)).toBe('FOUND');
});

test('keys that were fetched go on serving while the provider is away, for ten minutes', async () => {
  await using provider = await toyProvider();
  const key = await provider.rotate();
  const keys = createProviderKeys(provider.issuer, now);
  expect(await find(keys, key)).toBe('FOUND');
  provider.goAway();
  pass(300);
  const unknown = await toyKey('EdDSA');
  expect(await find(keys, unknown)).toBe('PROVIDER_UNREACHABLE');
  expect(await find(keys, key)).toBe('FOUND');
  pass(301);
  expect(await find(keys, key)).toBe('PROVIDER_UNREACHABLE');
});

test('a provider that was never there is unreachable', async () => {
  await using provider = await toyProvider();
  const key = await provider.rotate();
  provider.goAway();
  const keys = createProviderKeys(provider.issuer, now);
  expect(await find(keys, key)).toBe('PROVIDER_UNREACHABLE');
});

test('a document about another issuer, of another form, or that points to an open address is not followed', async () => {
  await using elsewhere = await toyProvider();
  const key = await elsewhere.rotate();
  for (const change of [
    { issuer: elsewhere.issuer },
    { issuer: undefined },
    { jwks_uri: undefined },
    { jwks_uri: 'http://provider.example/keys' },
    { jwks_uri: 'file:///etc/passwd' },
    { jwks_uri: '/keys' },
  ]) {
    await using provider = await toyProvider();
    provider.published.document = {
      ...{ issuer: provider.issuer, jwks_uri: `${elsewhere.issuer}/keys` },
      ...change,
    };
    const keys = createProviderKeys(provider.issuer, now);
    expect(await find(keys, key)).toBe('PROVIDER_UNREACHABLE');
  }
  expect(elsewhere.fetched).toStrictEqual({ document: 0, keys: 0 });
});

test('what is no set of keys, or holds keys for another use, gives none', async () => {
  await using provider = await toyProvider();
  const key = await provider.rotate();
  const [jwk] = provider.published.keys;
  provider.published.keys = [{ ...jwk, use: 'enc' }];
  expect(await find(createProviderKeys(provider.issuer, now), key)).toBe('UNKNOWN_KEY');
  // what a broken provider might send
  provider.published.keys = [7 as never];
  expect(await find(createProviderKeys(provider.issuer, now), key)).toBe('PROVIDER_UNREACHABLE');
});

test.each([
  'http://provider.example',
  'http://10.0.0.1:8080',
  'http://localhost.evil.example',
  'http://127.0.0.1.evil.example',
  'ftp://127.0.0.1/',
  'provider',
  '',
])('an issuer that somebody on the way could play is refused at the start: %j', (issuer) => {
  expect(() => createProviderKeys(issuer, now)).toThrow('OIDC_ISSUER');
});
