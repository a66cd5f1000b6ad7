import { sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import { z } from 'zod';
import type { AuditAsk, AuditFilter } from '../../../schema/contract/audit.ts';
import type { Executor } from '../ledger/node-store.ts';

/** Texts of entries, and whether there are more. */
export type EntryPage = { bodies: string[]; hasMore: boolean };

export type PageAsk = Extract<AuditAsk, { ask: 'PAGE' }>;

/** Of whose ledger a page is, and whom it is about. */
export type PageScope = {
  /** Every name that the person sought may have here; undefined when nobody is sought. */
  persons: readonly Uint8Array[] | undefined;
  /** Of the service: a court's own entries name no court. */
  code: string;
};

const bodyRows = z.array(z.object({ body: z.string() }));

/** The newest entries that fit, newest first. */
export async function readPage(db: Executor, ask: PageAsk, scope: PageScope): Promise<EntryPage> {
  return pageOf(bodyRows.parse([...(await db.execute(pageQuery(ask, scope)))]), ask.first);
}

/** @param rows one more than `first` where there are more */
function pageOf(rows: readonly { body: string }[], first: number): EntryPage {
  const bodies = rows.slice(0, first).map(({ body }) => body);
  return { bodies, hasMore: rows.length > first };
}

/**
 * Clerks and cases are looked for one by one, each along its index from the newest entry backwards,
 * so that a page costs the same however many entries they have.
 */
export function pageQuery({ filter, before, first }: PageAsk, { persons, code }: PageScope): SQL {
  const { actors, caseNos, inquiries, ...rest } = filter;
  const conditions = [
    ...conditionsOf(rest, code),
    ...(before === undefined ? [] : [sql`entry.index < ${before}`]),
    ...(persons === undefined ? [] : [sql`entry.person = any(${bytesOf(persons)})`]),
    ...(inquiries === undefined ? [] : [sql`entry.inquiry = any(${sql.param(inquiries)}::uuid[])`]),
  ];
  const ofCase = caseNos && sql`entry.case_no = any(${sql.param(caseNos)}::text[])`;
  const ofActor = actors && sql`entry.actor = any(${sql.param(actors)}::text[])`;
  const isNarrow = persons !== undefined || inquiries !== undefined;
  if (caseNos !== undefined && !isNarrow)
    return alongIndex(sql`case_no`, caseNos, [...conditions, ofActor], first);
  if (actors !== undefined && !isNarrow) return alongIndex(sql`actor`, actors, conditions, first);
  const all = [...conditions, ofCase, ofActor];
  // found first and then put in order: the planner would rather search from the newest entry on
  const narrow = sql`(with found as materialized (
      select entry.index, entry.body from ledger_entry as entry where ${allOf(all)}
    ) select * from found) as entry`;
  return isNarrow ? newest(narrow, [], first) : newest(sql`ledger_entry as entry`, all, first);
}

function alongIndex(
  column: SQL,
  values: readonly string[],
  conditions: readonly (SQL | undefined)[],
  first: number,
): SQL {
  const one = newest(
    sql`ledger_entry as entry`,
    [sql`entry.${column} = wanted.value`, ...conditions],
    first,
  );
  const each = sql`unnest(${sql.param([...new Set(values)])}::text[]) as wanted(value)
    cross join lateral (${one}) as entry`;
  return newest(each, [], first);
}

function newest(from: SQL, conditions: readonly (SQL | undefined)[], first: number): SQL {
  return sql`select entry.index, entry.body from ${from}
    where ${allOf(conditions)} order by entry.index desc limit ${first + 1}`;
}

function allOf(conditions: readonly (SQL | undefined)[]): SQL {
  const all = conditions.filter((condition) => condition !== undefined);
  return sql.join([sql`true`, ...all], sql` and `);
}

function conditionsOf(filter: AuditFilter, code: string): SQL[] {
  const { from, to, courts, purposes, outcomes, events } = filter;
  const court = sql`coalesce(entry.body::jsonb #>> '{detail,court}', ${code})`;
  const oneOf = (value: SQL, words: readonly string[] | undefined) =>
    words && sql`${value} = any(${sql.param(words)}::text[])`;
  return [
    from === undefined ? undefined : sql`entry.at >= ${from}::timestamptz`,
    to === undefined ? undefined : sql`entry.at < ${to}::timestamptz`,
    oneOf(sql`entry.purpose`, purposes),
    oneOf(sql`entry.outcome`, outcomes),
    oneOf(sql`entry.event`, events),
    oneOf(court, courts),
  ].filter((condition) => condition !== undefined);
}

/** As hexadecimal: a backslash within the text of an array would be taken for an escape. */
function bytesOf(persons: readonly Uint8Array[]): SQL {
  const texts = sql.param(persons.map((person) => Buffer.from(person).toString('hex')));
  return sql`array(select decode(digits, 'hex') from unnest(${texts}::text[]) as digits)`;
}
