import { expect, test } from 'vitest';
import { ConfigError, readServiceConfig } from './service-config.ts';

test('a service that serves nobody needs no provider', () => {
  expect(readServiceConfig({ OIDC_ISSUER: '', PUBLIC_URLS: '' }).people).toStrictEqual({
    ...{ issuer: undefined, audience: 'urn:relink:graph', rolesClaim: 'roles' },
    publicUrls: undefined,
  });
});

test('a provider, its claim and several public addresses are read', () => {
  const env = {
    OIDC_ISSUER: 'https://login.court.example/realms/court',
    ...{ OIDC_AUDIENCE: 'urn:court', OIDC_ROLES_CLAIM: 'urn:court:roles' },
    PUBLIC_URLS: 'https://relink.court.example/graphql, http://127.0.0.1:4000/graphql',
  };
  expect(readServiceConfig(env).people).toStrictEqual({
    ...{ issuer: env.OIDC_ISSUER, audience: 'urn:court', rolesClaim: 'urn:court:roles' },
    publicUrls: ['https://relink.court.example/graphql', 'http://127.0.0.1:4000/graphql'],
  });
});

test.each([
  'https://login.court.example',
  'http://127.0.0.1:9000',
  'http://127.1.2.3:9000',
  'http://localhost:9000/',
  'http://[::1]:9000',
])('%s may be the issuer', (OIDC_ISSUER) => {
  expect(readServiceConfig({ OIDC_ISSUER }).people.issuer).toBe(OIDC_ISSUER);
});

test.each([
  ['OIDC_ISSUER', 'http://login.court.example'],
  ['OIDC_ISSUER', 'http://localhost.court.example'],
  ['OIDC_ISSUER', 'http://127.0.0.1.court.example'],
  ['OIDC_ISSUER', 'login.court.example'],
  ['PUBLIC_URLS', 'https://relink.court.example/graphql,'],
  ['PUBLIC_URLS', 'ftp://relink.court.example/graphql'],
  ['PUBLIC_URLS', '/graphql'],
])('%s may not be %s, and the error does not repeat it', (name, value) => {
  const read = () => readServiceConfig({ [name]: value });
  expect(read).toThrow(ConfigError);
  expect(read).toThrow(name);
  expect(read).not.toThrow(value);
});
