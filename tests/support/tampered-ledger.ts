import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { ADMIN } from '../../scripts/stack/init-cluster.ts';
import type { StackHandle } from '../../scripts/stack/stack-handle.ts';
import { connect } from '../../subgraphs/kit/database/connect.ts';
import type { Connection, Sql } from '../../subgraphs/kit/database/connect.ts';
import { lockKey } from '../../subgraphs/kit/database/lock-key.ts';

type Stack = Pick<StackHandle, 'databases' | 'home'>;

const secretShape = z.object({ password: z.string() });

/** The superuser over one service's database, whom no trigger stops. One connection. */
export async function superuserOf({ databases, home }: Stack, code: string): Promise<Connection> {
  const text = await readFile(join(home, 'postgres.json'), 'utf8');
  const url = new URL(databases[code]?.databaseUrl ?? '');
  url.username = ADMIN;
  url.password = secretShape.parse(JSON.parse(text)).password;
  const connection = connect(url.href, { max: 1 });
  await connection.sql`set session_replication_role = replica`;
  return connection;
}

/**
 * Does something to the ledger of a service while nobody else writes, and undoes it when it is
 * disposed of. What the service itself has written since then stays, unless the ledger was cut back:
 * then it stands on what is not true.
 *
 * @param tampering statements, or what does it
 */
export async function tamperWith(
  stack: Stack,
  code: string,
  tampering: string | ((sql: Sql) => Promise<unknown>),
  { isCutBack = false } = {},
): Promise<AsyncDisposable> {
  const superuser = await superuserOf(stack, code);
  const { sql } = superuser;
  await quietly(sql, async () => {
    for (const table of TABLES)
      await sql.unsafe(`create temp table kept_${table} as select * from ledger_${table}`);
    if (typeof tampering === 'string') await sql.unsafe(tampering);
    else await tampering(sql);
  });
  return {
    [Symbol.asyncDispose]: async () => {
      await quietly(sql, () => sql.unsafe(isCutBack ? RESTORE_ALL : RESTORE));
      await superuser.close();
    },
  };
}

const TABLES = ['entry', 'node', 'checkpoint'] as const;
const putBack = (...tables: (typeof TABLES)[number][]) =>
  tables.map((table) => `insert into ledger_${table} select * from kept_${table};`).join('');
// checkpoints stay: one that was signed meanwhile has been seen by others
const SIZE = '(select count(*) from kept_entry)';
const RESTORE = `
  delete from ledger_entry where index < ${SIZE};
  delete from ledger_node where first < ${SIZE} >> level;
  ${putBack('entry', 'node')}`;
const RESTORE_ALL = `truncate ledger_entry, ledger_node, ledger_checkpoint; ${putBack(...TABLES)}`;

/** In one transaction, under the lock of those who append. */
async function quietly(sql: Sql, work: () => Promise<unknown>): Promise<void> {
  await sql`begin`;
  try {
    await sql`select pg_advisory_xact_lock(${lockKey('ledger')}::bigint)`;
    await work();
    await sql`commit`;
  } catch (error) {
    await sql`rollback`;
    throw error;
  }
}
