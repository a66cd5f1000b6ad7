import { join } from 'node:path';
import type { DatabaseUrls } from './create-database.ts';
import type { ReservedPort } from './reserve-port.ts';
import { serviceEnvironment } from './service-environment.ts';
import { startService } from './service-process.ts';
import type { ServiceProcess } from './service-process.ts';
import type { Place } from './stack-handle.ts';

/** The code of the embedded OpenID provider: of its database, its log and its keys. */
export const PROVIDER = 'provider';

/** Where the invented people and their passwords are. */
export function accountsFile(home: string): string {
  return join(home, 'accounts.json');
}

/** Starts the embedded OpenID provider; its issuer is its address. @throws StackError */
export async function startProviderProcess(
  { root, home, env }: Place,
  urls: DatabaseUrls,
  { reserved, signal }: { reserved: ReservedPort; signal: AbortSignal },
): Promise<ServiceProcess> {
  const environment = {
    ...serviceEnvironment(home, PROVIDER, urls, env),
    ACCOUNTS_FILE: accountsFile(home),
    NODE_ENV: 'development',
  };
  const main = join(root, 'scripts', 'provider', 'main.ts');
  await reserved.release();
  const { port } = reserved;
  return startService({ code: PROVIDER, main, env: environment, port, home, signal });
}
