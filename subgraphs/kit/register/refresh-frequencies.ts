import { getTableName } from 'drizzle-orm';
import type { TransactionSql } from 'postgres';
import { copyInto } from './copy-into.ts';
import { copyText } from './copy-text.ts';
import type { PersonColumns } from './define-register.ts';
import { nameTermsOf } from './name-terms.ts';
import { nameFrequency } from './tables.ts';

const TABLE = `public.${getTableName(nameFrequency)}`;
const STAGING = 'relink_name_frequency';
const ROWS_AT_ONCE = 5000;

type NameCounts = { all: number; surnames: Map<string, number>; given: Map<string, number> };

/** Whether the names of the register were ever counted. */
export async function hasFrequencies(sql: TransactionSql): Promise<boolean> {
  const rows = await sql`select from ${sql(TABLE)} where part = 'ANY'`;
  return rows.length > 0;
}

/**
 * Counts the surnames and given names that a register's table holds, rows with a name each. Runs
 * in the import's transaction; terms whose count stayed are not touched. Distinct names are
 * streamed: memory holds one number for each term.
 */
export async function refreshFrequencies(
  sql: TransactionSql,
  table: string,
  persons: PersonColumns,
): Promise<void> {
  const counts = await countNames(sql, table, persons);
  await sql`
    create temp table ${sql(STAGING)} on commit drop as
    select part, term, count from ${sql(TABLE)} with no data
  `;
  await copyInto(sql, await sql`copy ${sql(STAGING)} from stdin`.writable(), pieces(counts));
  await replaceCounts(sql);
}

async function countNames(
  sql: TransactionSql,
  table: string,
  { name, idType }: PersonColumns,
): Promise<NameCounts> {
  const counts: NameCounts = { all: 0, surnames: new Map(), given: new Map() };
  const held = sql<{ name: string; count: number }[]>`
    select ${sql(name.name)} as name, count(*)::float8 as count from ${sql(`public.${table}`)}
    where ${sql(name.name)} is not null and ${sql(idType.name)} is distinct from 'USCC'
    group by ${sql(name.name)}
  `;
  for await (const rows of held.cursor(ROWS_AT_ONCE)) {
    for (const row of rows) countName(counts, row.name, row.count);
  }
  return counts;
}

function countName(counts: NameCounts, name: string, times: number): void {
  const terms = nameTermsOf(name);
  if (terms === undefined) return;
  counts.all += times;
  add(counts.surnames, terms.surname, times);
  if (terms.given !== '') add(counts.given, terms.given, times);
}

function add(counts: Map<string, number>, term: string, times: number): void {
  counts.set(term, (counts.get(term) ?? 0) + times);
}

/** Lines of COPY's text format, some thousands at once. */
// eslint-disable-next-line @typescript-eslint/require-await -- COPY takes what streams; this is at hand
async function* pieces({ all, surnames, given }: NameCounts): AsyncGenerator<string> {
  yield `ANY\t\t${String(all)}\n`;
  for (const [part, counts] of [['SURNAME', surnames] as const, ['GIVEN', given] as const]) {
    let piece = '';
    for (const [term, count] of counts) {
      piece += `${part}\t${copyText(nameFrequency.term, term)}\t${String(count)}\n`;
      if (piece.length < 64 * 1024) continue;
      yield piece;
      piece = '';
    }
    if (piece !== '') yield piece;
  }
}

async function replaceCounts(sql: TransactionSql): Promise<void> {
  await sql`analyze ${sql(STAGING)}`;
  await sql`
    delete from ${sql(TABLE)} held
    where not exists (
      select from ${sql(STAGING)} staged where (staged.part, staged.term) = (held.part, held.term)
    )
  `;
  await sql`
    insert into ${sql(TABLE)} as held (part, term, count)
    select part, term, count from ${sql(STAGING)}
    on conflict (part, term) do update set count = excluded.count
    where held.count <> excluded.count
  `;
}
