import { join } from 'node:path';
import { freePorts } from './free-ports.ts';
import { commonEnvironment } from './service-environment.ts';
import { startService } from './service-process.ts';
import type { ServiceProcess } from './service-process.ts';
import type { Place } from './stack-handle.ts';

const EVERY_ADDRESS = new Set(['0.0.0.0', '::']);

/** Starts the gateway over these subgraphs, on `HOST` of the environment. @throws StackError */
export async function startGateway(
  { root, home, env }: Place,
  subgraphs: ServiceProcess[],
  { port, signal }: { port: number | undefined; signal: AbortSignal },
): Promise<ServiceProcess> {
  const urls = subgraphs.map(({ code, url }) => [code, `${url}/graphql`] as const);
  const listening = env['HOST'] ?? '127.0.0.1';
  const environment = {
    ...commonEnvironment(home, env),
    HOST: listening,
    SUBGRAPH_URLS: JSON.stringify(Object.fromEntries(urls)),
  };
  const [free = 0] = await freePorts(1);
  return startService({
    code: 'gateway',
    main: join(root, 'gateway', 'main.ts'),
    ...{ env: environment, port: port ?? free, home, signal },
    host: EVERY_ADDRESS.has(listening) ? '127.0.0.1' : listening,
  });
}
