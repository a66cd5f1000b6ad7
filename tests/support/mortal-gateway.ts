import { join } from 'node:path';
import { inject } from 'vitest';
import { freePorts } from '../../scripts/stack/free-ports.ts';
import { gatewayKeysFile, pinnedKeysFolder } from '../../scripts/stack/gateway-keys.ts';
import { commonEnvironment } from '../../scripts/stack/service-environment.ts';
import { startService } from '../../scripts/stack/service-process.ts';
import { PATIENT } from './patient.ts';

const MAIN = join(import.meta.dirname, '..', '..', 'gateway', 'main.ts');

/** A gateway in a process of its own over the sample's subgraphs, which can be killed. */
export type MortalGateway = AsyncDisposable & {
  /** Without a path; the same after it was killed. */
  url: string;
  /** SIGKILL: nothing is finished. It is there again once `revived`. */
  kill(): Promise<void>;
  /** Starts it again. */
  revive(): Promise<void>;
};

/** @param instead where to find single subgraphs, without a path, instead of where they are */
export async function mortalGateway(instead: Record<string, string>): Promise<MortalGateway> {
  const { home, issuer, publicUrl, subgraphUrls } = inject('sample');
  const [port = 0] = await freePorts(1);
  const urls = Object.entries({ ...subgraphUrls, ...instead });
  const graphs = urls.map(([code, url]) => [code, `${url}/graphql`] as const);
  const env = {
    ...{ ...commonEnvironment(home, process.env), ...PATIENT, HOST: '127.0.0.1' },
    ...{ OIDC_ISSUER: issuer, PUBLIC_URLS: publicUrl, TRUSTED_DOCUMENTS: 'required' },
    ...{ KEYS_FILE: gatewayKeysFile(home), PINNED_KEYS_DIR: pinnedKeysFolder(home) },
    SUBGRAPH_URLS: JSON.stringify(Object.fromEntries(graphs)),
  };
  const { signal } = new AbortController();
  const start = () => startService({ code: 'mortal-gateway', main: MAIN, env, port, home, signal });
  const running = { service: await start() };
  return {
    url: running.service.url,
    kill: async () => {
      process.kill(running.service.pid, 'SIGKILL');
      await running.service.died;
    },
    revive: async () => {
      running.service = await start();
    },
    [Symbol.asyncDispose]: () => running.service.stop(),
  };
}
