import './stack/hasten-loading.ts';
import { join } from 'node:path';
import { Command } from 'commander';
import { explorerPort } from './explorer/explorer-port.ts';
import type { Explorer } from './explorer/open-explorer.ts';
import { findStack } from './stack/find-stack.ts';
import { isFree } from './stack/free-ports.ts';
import { homeFolder } from './stack/home-flag.ts';
import { StackError } from './stack/stack-error.ts';
import { accountsFile } from './stack/start-provider-process.ts';
import type { Stack } from './stack/stack.ts';
import { toldToStop } from './stack/told-to-stop.ts';

const DEFAULT_PORT = '4000';

const program = new Command()
  .name('npm start --')
  .description('Brings the whole stack up and keeps it up. Ctrl-C stops it; nothing is lost.')
  .option(
    '--home <dir>',
    'folder of databases, keys and logs',
    homeFolder,
    join(import.meta.dirname, '..', '.relink'),
  )
  .addHelpText(
    'after',
    `
Environment:
  PORT          of the graph (${DEFAULT_PORT})
  HOST          on which the graph is served (127.0.0.1)
  DATABASE_URL  admin of another PostgreSQL, in place of the one that comes with the package;
                DATABASE_URL_<SERVICE> and MIGRATION_DATABASE_URL_<SERVICE> name one database
  OIDC_ISSUER   OpenID provider where people sign in, in place of the one that comes with the
                package, whose people are invented; needed when NODE_ENV=production
  CONSOLE_REDIRECT_URIS
                where the provider that comes with the package may send a browser back to, besides
                http://127.0.0.1, separated by commas
  PUBLIC_URLS   addresses under which people reach the graph, separated by commas
                (http://127.0.0.1:PORT/graphql)
  EXPLORER      off: no explorer beside the stack; nor is there one when NODE_ENV=production
  EXPLORER_PORT of the explorer, or the next that is free (4001)`,
  )
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2))
  .parse();

process.exitCode = await main(program.opts<{ home: string }>().home);

async function main(home: string): Promise<number> {
  const told = toldToStop();
  try {
    const port = await portToUse(home);
    const { startStack } = await import('./stack/stack.ts');
    const stack = await startStack({
      ...{ home, port, signal: told.signal },
      log: (line) => {
        console.error(line);
      },
      progress: (step) => {
        console.error(`${step} …`);
      },
    });
    const explorer = await explore(stack);
    announce(stack, explorer);
    const failure = await Promise.race([told.stop, stack.failed]);
    console.error(failure === undefined ? 'Stopping …' : `${failure}. Stopping …`);
    await explorer?.close();
    await stack.stop();
    return failure === undefined ? 0 : 1;
  } catch (error) {
    if (told.signal.aborted) return 0;
    if (!(error instanceof StackError)) throw error;
    console.error(error.message);
    return 1;
  }
}

async function portToUse(home: string): Promise<number> {
  const given = process.env['PORT'] ?? DEFAULT_PORT;
  const port = Number(given);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new StackError('PORT is not a number from 1 to 65535');
  if (await isFree(port, process.env['HOST'])) return port;
  const running = await findStack(home);
  if (running) throw new StackError(`The stack runs already: ${running.gatewayUrl}/graphql`);
  throw new StackError(`Port ${port} is taken. Set PORT to another, or stop what uses it.`);
}

/** The stack is of use without it, so what keeps it from coming up is said and no more. */
async function explore({ gatewayUrl, issuer }: Stack): Promise<Explorer | undefined> {
  const port = explorerPort(process.env);
  if (port === undefined) return undefined;
  const [publicUrl = ''] = process.env['PUBLIC_URLS']?.split(',') ?? [];
  try {
    // its packages are for development, and may be left out
    const { openExplorer } = await import('./explorer/open-explorer.ts');
    return await openExplorer({
      ...{ gatewayUrl, issuer, port },
      publicUrl: publicUrl.trim() || `${gatewayUrl}/graphql`,
    });
  } catch (error) {
    console.error(`No explorer: ${error instanceof Error ? error.message : 'it did not start'}`);
    return undefined;
  }
}

function announce(stack: Stack, explorer: Explorer | undefined): void {
  const { gatewayUrl, issuer, providerUrl, subgraphUrls, home } = stack;
  const signIn =
    providerUrl === undefined
      ? [['sign in', issuer]]
      : [
          ['sign in', `${providerUrl}/device`],
          ['accounts', `${accountsFile(home)} (invented people and their passwords)`],
        ];
  const lines = [
    ['graph', `${gatewayUrl}/graphql`],
    ...(explorer === undefined ? [] : [['explorer', explorer.url]]),
    ...signIn,
    ['health', `${gatewayUrl}/health/live  ${gatewayUrl}/health/ready`],
    ...Object.entries(subgraphUrls).map(([code, url]) => [code, `${url}/graphql`]),
    ['home', home],
  ];
  for (const [name = '', value = ''] of lines) console.log(`${name.padEnd(12)}${value}`);
  console.log('Ctrl-C stops everything.');
}
