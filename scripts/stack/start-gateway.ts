import { join } from 'node:path';
import { REGISTRY } from '../../schema/contract/publication.ts';
import { gatewayKeysFile, pinnedKeysFolder } from './gateway-keys.ts';
import { doorEnvironment } from './people-environment.ts';
import type { ReservedPort } from './reserve-port.ts';
import { commonEnvironment } from './service-environment.ts';
import { startService } from './service-process.ts';
import type { ServiceProcess } from './service-process.ts';
import type { Place } from './stack-handle.ts';

const EVERY_ADDRESS = new Set(['0.0.0.0', '::']);

/** The address the gateway listens on: `HOST` of the environment, this machine alone unless given. */
export function listeningHost({ env }: Pick<Place, 'env'>): string {
  return env['HOST'] || '127.0.0.1';
}

/** Starts the gateway over these subgraphs, on the port kept for it. @throws StackError */
export async function startGateway(
  place: Place,
  subgraphs: ServiceProcess[],
  { reserved, signal }: { reserved: ReservedPort; signal: AbortSignal },
): Promise<ServiceProcess> {
  const { root, home, env } = place;
  const urls = subgraphs.map(({ code, url }) => [code, `${url}/graphql`] as const);
  const registry = subgraphs.find(({ code }) => code === REGISTRY);
  const listening = listeningHost(place);
  const environment = {
    ...commonEnvironment(home, env),
    ...doorEnvironment(env),
    HOST: listening,
    KEYS_FILE: gatewayKeysFile(home),
    PINNED_KEYS_DIR: pinnedKeysFolder(home),
    SUBGRAPH_URLS: JSON.stringify(Object.fromEntries(urls)),
    ...(registry && {
      REGISTRY_URL: `${registry.url}/graphql`,
      SUPERGRAPH_CACHE: join(home, 'supergraph.json'),
    }),
  };
  await reserved.release();
  return startService({
    code: 'gateway',
    main: join(root, 'gateway', 'main.ts'),
    ...{ env: environment, port: reserved.port, home, signal },
    host: EVERY_ADDRESS.has(listening) ? '127.0.0.1' : listening,
  });
}
