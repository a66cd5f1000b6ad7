import { join } from 'node:path';
import { inject } from 'vitest';
import { readGatewayConfig } from '../../gateway/config.ts';
import { startGateway } from '../../gateway/server.ts';
import { createLogger } from '../../subgraphs/kit/log/logger.ts';
import { PATIENT } from './patient.ts';

/** A gateway of one's own over the sample's subgraphs. */
export type TestGateway = AsyncDisposable & {
  /** Without a path. */
  url: string;
  /** What it has logged so far: JSON, one object a line. */
  log(): string;
};

/**
 * @param instead where to find single subgraphs, without a path, instead of where they are
 * @param env of the gateway, beyond its addresses
 */
export async function testGateway(
  instead: Record<string, string> = {},
  env: Record<string, string> = {},
): Promise<TestGateway> {
  const { home, issuer, publicUrl, subgraphUrls } = inject('sample');
  const urls = Object.entries({ ...subgraphUrls, ...instead });
  const graphs = urls.map(([code, url]) => [code, `${url}/graphql`] as const);
  const lines: string[] = [];
  const config = readGatewayConfig({
    ...{ PORT: '0', ...PATIENT, TRUSTED_DOCUMENTS: 'optional', INTROSPECTION: 'on' },
    ...{ OIDC_ISSUER: issuer, PUBLIC_URLS: publicUrl },
    KEYS_FILE: join(home, 'keys', 'gateway.jwks.json'),
    PINNED_KEYS_DIR: join(home, 'keys', 'pinned'),
    ...env,
    SUBGRAPH_URLS: JSON.stringify(Object.fromEntries(graphs)),
  });
  const log = createLogger('gateway', 'info', { write: (line: string) => void lines.push(line) });
  const gateway = await startGateway(config, log);
  return {
    url: gateway.url,
    log: () => lines.join(''),
    [Symbol.asyncDispose]: () => gateway.stop(),
  };
}
