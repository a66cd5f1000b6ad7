import { expect, test } from 'vitest';
import { GatewayConfigError, readGatewayConfig, silenceApollo } from './config.ts';

const SUPERGRAPH = import.meta.filename;

test('an empty environment gives port 4000 on this machine and two seconds an agency', () => {
  const config = readGatewayConfig({ SUPERGRAPH, PORT: '' });
  expect(config).toMatchObject({ host: '127.0.0.1', port: 4000, subgraphUrls: {} });
  expect(config.deadlines).toEqual({ agency: 2000, agencies: {}, owner: 30_000 });
  expect(config.supergraphSdl).toContain('readGatewayConfig');
});

test('addresses and deadlines of single subgraphs come as JSON', () => {
  const config = readGatewayConfig({
    SUPERGRAPH,
    SUBGRAPH_URLS: '{"police":"http://127.0.0.1:1/graphql"}',
    AGENCY_DEADLINES: '{"police":500}',
  });
  expect(config.subgraphUrls).toEqual({ police: 'http://127.0.0.1:1/graphql' });
  expect(config.deadlines.agencies).toEqual({ police: 500 });
});

test('every variable that does not fit is named, without its value', () => {
  const env = {
    SUPERGRAPH,
    PORT: 'secret-1',
    SUBGRAPH_URLS: '{"a":"secret-2"}',
    AGENCY_DEADLINES: 'secret-3',
  };
  const read = () => readGatewayConfig(env);
  expect(read).toThrow(GatewayConfigError);
  expect(read).toThrow(/PORT[^]*SUBGRAPH_URLS[^]*AGENCY_DEADLINES/u);
  expect(read).not.toThrow(/secret/u);
});

test('a supergraph that is not there is told as such', () => {
  expect(() => readGatewayConfig({ SUPERGRAPH: '/nowhere' })).toThrow(/npm run compose/u);
});

test("Apollo's variables are taken away and its metrics switched off", () => {
  const env: NodeJS.ProcessEnv = { APOLLO_KEY: 'k', APOLLO_SCHEMA_REPORTING: 'true', PATH: '/bin' };
  silenceApollo(env);
  expect(env).toEqual({ PATH: '/bin', APOLLO_TELEMETRY_DISABLED: 'true' });
});
