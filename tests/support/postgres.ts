import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startPostgres } from '../../scripts/stack/postgres.ts';

export { freshDatabase } from './fresh-database.ts';
export type { FreshDatabase } from './fresh-database.ts';

/** What a test needs to make itself a database. */
export type TestServer = {
  adminUrl: string;
  /** Of the two roles that all test databases share. */
  passwords: { owner: string; app: string };
};

declare module 'vitest' {
  // eslint-disable-next-line @typescript-eslint/consistent-type-definitions -- merged with vitest's
  export interface ProvidedContext {
    postgres: TestServer;
  }
}

/**
 * Before the first test: one PostgreSQL for the whole run, thrown away at its end. With
 * `DATABASE_URL` set, that server is used instead.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const passwords = { owner: random(), app: random() };
  const external = process.env['DATABASE_URL'];
  if (external) {
    project.provide('postgres', { adminUrl: external, passwords });
    return () => Promise.resolve();
  }
  const home = await mkdtemp(join(tmpdir(), 'relink-tests-'));
  const postgres = await startPostgres({ home, log: () => undefined, durable: false });
  project.provide('postgres', { adminUrl: postgres.adminUrl, passwords });
  return async () => {
    await postgres.stop();
    await rm(home, { recursive: true, force: true });
  };
}

function random(): string {
  return randomBytes(18).toString('base64url');
}
