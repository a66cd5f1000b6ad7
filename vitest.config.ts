import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import type { TestProjectConfiguration } from 'vitest/config';

const SAMPLE_STACK = './tests/support/sample-stack.ts';
/** Folders of tests that begin a project of their own. */
const APART = ['hostile', 'journeys', 'stacks'];

export default defineConfig({
  resolve: {
    // Apollo loads graphql as CommonJS; the copy that bundlers prefer would be a second one
    alias: [{ find: /^graphql$/u, replacement: local('./node_modules/graphql/index.js') }],
  },
  test: {
    pool: 'forks',
    // as the stack starts its services
    execArgv: ['--import', new URL('./scripts/stack/hasten-loading.ts', import.meta.url).href],
    testTimeout: 60_000,
    hookTimeout: 400_000,
    teardownTimeout: 30_000,
    // what is waited for comes when the machine has time for it
    expect: { poll: { timeout: 20_000 } },
    env: { TZ: 'UTC', APOLLO_TELEMETRY_DISABLED: 'true' },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['{gateway,schema,scripts,subgraphs,tests}/**/*.test.ts'],
          exclude: APART.map(testsIn),
          globalSetup: ['./tests/support/postgres.ts'],
          maxWorkers: 2,
        },
      },
      inTurn('hostile', 1, SAMPLE_STACK),
      inTurn('journeys', 2, SAMPLE_STACK),
      inTurn('stacks', 3),
    ],
  },
});

/** A folder of tests that run one after the other. `scripts/check` runs several folders at once. */
function inTurn(
  name: string,
  groupOrder: number,
  ...globalSetup: string[]
): TestProjectConfiguration {
  return {
    extends: true,
    test: {
      name,
      include: [testsIn(name)],
      globalSetup,
      fileParallelism: false,
      maxWorkers: 1,
      sequence: { groupOrder },
      testTimeout: 180_000,
    },
  };
}

function testsIn(folder: string): string {
  return `tests/${folder}/**/*.test.ts`;
}

function local(path: string): string {
  return fileURLToPath(new URL(path, import.meta.url));
}
