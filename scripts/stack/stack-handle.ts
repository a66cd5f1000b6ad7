import { join } from 'node:path';
import type { Environment } from './find-databases.ts';
import { runCommand } from './run-command.ts';
import type { RunState } from './run-state.ts';
import { serviceEnvironment } from './service-environment.ts';
import { StackError } from './stack-error.ts';

/** What one can do with a stack that runs, whoever started it. */
export type StackHandle = {
  home: string;
  /** Without a path; the graph is at `/graphql`. */
  gatewayUrl: string;
  /** The OpenID provider that vouches for people. */
  issuer: string;
  /** Of the embedded provider, without a path; undefined where people sign in elsewhere. */
  providerUrl: string | undefined;
  /** By code, without a path. */
  subgraphUrls: Record<string, string>;
  /** Process of each service, of `gateway`, and of `provider` where it is embedded. */
  pids: Record<string, number>;
  databases: RunState['databases'];
  /**
   * Runs `main.ts` of a service with the service's environment, such as `import FILE`.
   *
   * @returns the JSON it printed
   * @throws CommandError with the service's own words when it fails
   */
  runCommand: (
    code: string,
    args: string[],
    onStderrLine?: (line: string) => void,
  ) => Promise<unknown>;
};

/** Where a stack stands, and what ends the commands that are run in it. */
export type Place = {
  root: string;
  home: string;
  env: Environment;
  signal?: AbortSignal | undefined;
};

export function handleOf(state: RunState, { root, home, env, signal }: Place): StackHandle {
  const { gatewayUrl, issuer, providerUrl, subgraphUrls, pids, databases } = state;
  return {
    ...{ home, gatewayUrl, issuer, providerUrl, subgraphUrls, pids, databases },
    runCommand: async (code, args, onStderrLine) => {
      const urls = databases[code];
      if (!urls) throw new StackError(`There is no service ${code}`);
      const main = join(root, 'subgraphs', code, 'main.ts');
      const environment = serviceEnvironment(home, code, urls, env);
      return runCommand({ code, main, args, env: environment, onStderrLine, signal });
    },
  };
}
