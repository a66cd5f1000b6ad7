import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const together = ['tests/journeys/**/*.test.ts', 'tests/hostile/**/*.test.ts'];

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
          exclude: together,
          globalSetup: ['./tests/support/postgres.ts'],
          maxWorkers: 2,
        },
      },
      {
        extends: true,
        test: {
          name: 'journeys',
          include: together,
          globalSetup: ['./tests/support/sample-stack.ts'],
          // one stack for all of them: one after the other, once the processors are free
          fileParallelism: false,
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
          testTimeout: 180_000,
        },
      },
    ],
  },
});

function local(path: string): string {
  return fileURLToPath(new URL(path, import.meta.url));
}
