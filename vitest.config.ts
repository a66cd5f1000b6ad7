import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import type { TestProjectConfiguration } from 'vitest/config';

const TOGETHER = ['hostile', 'journeys'];

export default defineConfig({
  resolve: {
    // Apollo loads graphql as CommonJS; the copy that bundlers prefer would be a second one
    alias: [{ find: /^graphql$/u, replacement: local('./node_modules/graphql/index.js') }],
  },
  test: {
    pool: 'forks',
    testTimeout: 60_000,
    hookTimeout: 400_000,
    teardownTimeout: 30_000,
    env: { TZ: 'UTC', APOLLO_TELEMETRY_DISABLED: 'true' },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['{gateway,schema,scripts,subgraphs,tests}/**/*.test.ts'],
          exclude: TOGETHER.map(testsIn),
          globalSetup: ['./tests/support/postgres.ts'],
          maxWorkers: 2,
        },
      },
      together('hostile', 1),
      together('journeys', 2),
    ],
  },
});

/** A folder of tests that share one stack: one after the other. `scripts/check` runs both at once. */
function together(name: string, groupOrder: number): TestProjectConfiguration {
  return {
    extends: true,
    test: {
      name,
      include: [testsIn(name)],
      globalSetup: ['./tests/support/sample-stack.ts'],
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
