import { expect, test } from 'vitest';
import { GatewayConfigError, readGatewayConfig, readKeysConfig, silenceApollo } from './config.ts';

const SUPERGRAPH = import.meta.filename;
const OIDC_ISSUER = 'http://127.0.0.1:1';
const PINNED_KEYS_DIR = '/keys/pinned';
const least = { SUPERGRAPH, OIDC_ISSUER, PINNED_KEYS_DIR };

test('a provider and the folders of keys are all that must be said; it listens on port 4000 of this machine', () => {
  const config = readGatewayConfig({ ...least, PORT: '' });
  expect(config).toMatchObject({ host: '127.0.0.1', port: 4000, subgraphUrls: {} });
  expect(config.pinnedKeysDir).toBe(PINNED_KEYS_DIR);
  expect(config.deadlines).toEqual({ agency: 2000, agencies: {}, owner: 30_000 });
  expect(config.supergraphSdl).toContain('readGatewayConfig');
  expect(config.people).toEqual({
    issuer: OIDC_ISSUER,
    audience: 'urn:relink:graph',
    rolesClaim: 'roles',
    publicUrls: ['http://127.0.0.1:4000/graphql'],
    subgraphs: new Set(['court', 'audit', 'registry']),
  });
});

test('addresses and deadlines of single subgraphs come as JSON', () => {
  const config = readGatewayConfig({
    ...least,
    SUBGRAPH_URLS: '{"police":"http://127.0.0.1:1/graphql"}',
    AGENCY_DEADLINES: '{"police":500}',
  });
  expect(config.subgraphUrls).toEqual({ police: 'http://127.0.0.1:1/graphql' });
  expect(config.deadlines.agencies).toEqual({ police: 500 });
});

test('lists are written with commas, and only what is said of the door differs from its own', () => {
  const config = readGatewayConfig({
    ...least,
    PEOPLE_SUBGRAPHS: 'court, audit',
    PUBLIC_URLS: 'https://a.example/graphql, https://b.example/graphql',
    REQUEST_TIMEOUT_MS: '500',
  });
  expect(config.people.subgraphs).toEqual(new Set(['court', 'audit']));
  expect(config.people.publicUrls).toEqual([
    'https://a.example/graphql',
    'https://b.example/graphql',
  ]);
  expect(config.door).toEqual({ requestTimeout: 500 });
});

test('in production only trusted documents are answered and nobody looks around', () => {
  const env = { ...least, NODE_ENV: 'production', TRUSTED_DOCUMENTS_FILE: import.meta.filename };
  const { documents, introspection } = readGatewayConfig(env);
  expect([documents.required, introspection]).toEqual([true, false]);
  expect(documents.manifest).toContain('nobody looks around');
  expect(() => readGatewayConfig({ ...env, TRUSTED_DOCUMENTS_FILE: '/nowhere' })).toThrow(
    'TRUSTED_DOCUMENTS_FILE',
  );
  const opened = { ...env, TRUSTED_DOCUMENTS: 'optional', INTROSPECTION: 'on' };
  expect(readGatewayConfig(opened)).toMatchObject({
    documents: { required: false },
    introspection: true,
  });
});

test('outside production any document is answered, with or without a manifest', () => {
  const env = { ...least, TRUSTED_DOCUMENTS_FILE: '/nowhere' };
  const open = { documents: { manifest: undefined, required: false }, introspection: true };
  expect(readGatewayConfig(env)).toMatchObject(open);
});

test('every variable that does not fit is named, without its value', () => {
  const env = {
    SUPERGRAPH,
    PORT: 'secret-1',
    SUBGRAPH_URLS: '{"a":"secret-2"}',
    AGENCY_DEADLINES: 'secret-3',
    OIDC_ISSUER: 'http://secret-4.example',
    TRUSTED_DOCUMENTS: 'secret-5',
  };
  const read = () => readGatewayConfig(env);
  expect(read).toThrow(GatewayConfigError);
  for (const name of ['PORT', 'SUBGRAPH_URLS', 'AGENCY_DEADLINES', 'OIDC', 'TRUSTED_DOCUMENTS']) {
    expect(read).toThrow(name);
  }
  expect(read).not.toThrow(/secret/u);
});

test('without a provider, or without a folder of pinned keys, nothing starts', () => {
  expect(() => readGatewayConfig({ SUPERGRAPH, PINNED_KEYS_DIR })).toThrow('OIDC_ISSUER');
  expect(() => readGatewayConfig({ SUPERGRAPH, OIDC_ISSUER })).toThrow('PINNED_KEYS_DIR');
  expect(() => readKeysConfig({ KEYS_FILE: 'a' })).toThrow('PINNED_KEYS_DIR');
  expect(readKeysConfig({ KEYS_FILE: 'a', PINNED_KEYS_DIR: 'b' })).toEqual({
    keys: { file: 'a', text: undefined },
    pinnedKeysDir: 'b',
  });
});

test('a supergraph that is not there is told as such', () => {
  expect(() => readGatewayConfig({ ...least, SUPERGRAPH: '/nowhere' })).toThrow(/npm run compose/u);
});

test("Apollo's variables are taken away and its metrics switched off", () => {
  const env: NodeJS.ProcessEnv = { APOLLO_KEY: 'k', APOLLO_SCHEMA_REPORTING: 'true', PATH: '/bin' };
  silenceApollo(env);
  expect(env).toEqual({ PATH: '/bin', APOLLO_TELEMETRY_DISABLED: 'true' });
});
