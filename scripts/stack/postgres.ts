import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { connect } from '../../subgraphs/kit/database/connect.ts';
import { takeLock } from './home-lock.ts';
import { ADMIN, initCluster } from './init-cluster.ts';
import { openHome } from './open-home.ts';
import { stopOrphans } from './orphans.ts';
import { findBinaries } from './postgres-binaries.ts';
import { chooseRunner } from './postgres-runner.ts';
import { startPostmaster } from './postmaster.ts';
import { readPrivateJson, writePrivateJson } from './private-json.ts';
import { StackError } from './stack-error.ts';

export type Postgres = {
  /** Of the role that may do everything, on this machine only. */
  adminUrl: string;
  /** Resolves when the server ends without having been told to. */
  died: Promise<void>;
  port: number;
  /** Ends it in order; what was committed is on disk. */
  stop(): Promise<void>;
};

export type PostgresOptions = {
  /** Holds the data (`postgres/`), the password (`postgres.json`) and the log. */
  home: string;
  log: (line: string) => void;
  /** False trades safety against power loss for speed, for tests. */
  durable?: boolean;
  /** Of a server that is started again where others look for it; any free one unless given. */
  port?: number;
};

const secretSchema = z.object({ password: z.string().min(1) });

/**
 * Starts the PostgreSQL that npm installed, over `<home>/postgres`, on a free port of 127.0.0.1.
 * It ends with this process, and at the latest when the next one is started over the same home.
 *
 * @throws StackError when the home is in use, or cannot be used.
 */
export async function startPostgres({
  home,
  log,
  durable = true,
  port,
}: PostgresOptions): Promise<Postgres> {
  const folder = await openHome(home);
  await using cleanup = new AsyncDisposableStack();
  const lock = await takeLock(
    join(folder, 'postgres.lock'),
    `Another process is running PostgreSQL over ${folder}`,
  );
  cleanup.defer(() => lock.release());
  const runner = await chooseRunner(folder, await findBinaries());
  cleanup.defer(() => runner.dispose());
  const data = join(folder, 'postgres');
  await stopOrphans(data, log);
  const password = await adminPassword(folder);
  await initCluster(folder, runner, password);
  const postmaster = await startPostmaster({ home: folder, data, runner, password, durable, port });
  cleanup.defer(() => postmaster.stop());
  const adminUrl = urlFor(postmaster.port, password);
  await closeToOthers(adminUrl);
  log(`PostgreSQL is ready on port ${postmaster.port}`);
  const running = cleanup.move();
  let stopped: Promise<void> | undefined;
  return {
    adminUrl,
    port: postmaster.port,
    died: postmaster.died,
    stop: () => (stopped ??= running.disposeAsync()),
  };
}

/** Kept from before the data are made: data whose password is lost are closed for good. */
async function adminPassword(home: string): Promise<string> {
  const file = join(home, 'postgres.json');
  const found = await readPrivateJson(file, secretSchema);
  if (found) return found.password;
  if (existsSync(join(home, 'postgres')))
    throw new StackError(`${file}, the password of the data beside it, is gone; restore it`);
  const password = randomBytes(24).toString('base64url');
  await writePrivateJson(file, { password });
  return password;
}

/** Every role may connect to these two unless told otherwise. */
async function closeToOthers(adminUrl: string): Promise<void> {
  const connection = connect(adminUrl, { applicationName: 'relink-stack', max: 1 });
  try {
    await connection.sql`revoke all on database postgres, template1 from public`;
  } finally {
    await connection.close();
  }
}

function urlFor(port: number, password: string): string {
  return `postgres://${ADMIN}:${password}@127.0.0.1:${port}/postgres`;
}
