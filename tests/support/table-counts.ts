import { inject } from 'vitest';
import { z } from 'zod';
import { findStack } from '../../scripts/stack/find-stack.ts';
import { connect } from '../../subgraphs/kit/database/connect.ts';

/** Rows of every table of every subgraph, by names such as `court.repair`. */
export type TableCounts = Readonly<Record<string, number>>;

const tablesShape = z.array(z.object({ name: z.string() }));
const countShape = z.tuple([z.object({ rows: z.int() })]);

/**
 * Counts what the subgraphs of the stack hold now, but for ledgers, which also tell of what was
 * refused, and for what the audit service keeps of them, which grows by itself.
 */
export async function tableCounts(): Promise<TableCounts> {
  const stack = await findStack(inject('sample').home);
  if (stack === undefined) throw new Error('No stack runs over the home');
  const counted = await Promise.all(
    Object.keys(stack.subgraphUrls).map(async (code) =>
      countsIn(code, stack.databases[code]?.migrationDatabaseUrl ?? ''),
    ),
  );
  return Object.fromEntries(counted.flat());
}

async function countsIn(code: string, url: string): Promise<[string, number][]> {
  const { sql, close } = connect(url, { applicationName: 'relink-tests', max: 1 });
  try {
    const tables = tablesShape.parse(
      await sql`select relname as name from pg_class join pg_namespace n on n.oid = relnamespace
        where nspname = 'public' and relkind in ('r', 'p') and relname not like 'ledger%'
          and relname not in ('followed_entry', 'followed_position', 'witnessed_checkpoint')
        order by relname`,
    );
    const counts: [string, number][] = [];
    for (const { name } of tables) {
      // gateways and rules write there by themselves, whenever they do
      if (name === 'operation_usage' || name.startsWith('alert')) continue;
      const [{ rows }] = countShape.parse(
        await sql`select count(*)::int as rows from ${sql(name)}`,
      );
      counts.push([`${code}.${name}`, rows]);
    }
    return counts;
  } finally {
    await close();
  }
}
