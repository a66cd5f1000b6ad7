import { sql } from 'drizzle-orm';
import { connect } from '../../subgraphs/kit/database/connect.ts';
import type { Transaction } from '../../subgraphs/kit/ledger/append-entries.ts';
import { readBody } from '../../subgraphs/kit/ledger/entry.ts';
import type { LedgerEntry } from '../../subgraphs/kit/ledger/entry.ts';
import { createLedgerWriter } from '../../subgraphs/kit/ledger/ledger-writer.ts';
import type { StackHandle } from '../stack/stack-handle.ts';
import { openBenchLedger } from './bench-ledger.ts';
import { median } from './median.ts';
import { ownSeconds, postgresSeconds } from './processor-time.ts';

/** Transactions of one timing. */
const BATCHES = 100;
const TIMINGS = 3;

/** A ledger on a PostgreSQL of its own, to which the entries of a hub are appended again. */
export type LedgerAlone = AsyncDisposable & {
  /**
   * Milliseconds of processor time that one entry takes, ours and PostgreSQL’s: what a transaction
   * with a batch of them takes more than one without. Court and agencies have a transaction in any
   * case, for the repair that is settled and the reply that is kept.
   */
  measure: () => Promise<number>;
};

/** @param size entries of a batch */
export async function openLedgerAlone(stack: StackHandle, size: number): Promise<LedgerAlone> {
  const entries = await someEntries(stack);
  await using cleanup = new AsyncDisposableStack();
  const ledger = cleanup.use(await openBenchLedger());
  const { db } = ledger.connection;
  await db.execute(sql`create table kept (nth int)`);
  const writer = createLedgerWriter({ db });
  cleanup.defer(() => writer.close());
  const keep = (tx: Transaction, nth: number) => tx.execute(sql`insert into kept values (${nth})`);
  const without = (nth: number) => db.transaction((tx) => keep(tx, nth));
  const withThem = (nth: number) =>
    writer.commit(batchOf(entries, nth, size), (tx) => keep(tx, nth));
  const spentOn = (work: (nth: number) => Promise<unknown>) => processorTimeOf(ledger.home, work);
  // until the code that is run often is compiled
  for (const work of [without, withThem, withThem]) await spentOn(work);
  const owned = cleanup.move();
  return {
    measure: async () => {
      const timings: number[] = [];
      for (let timing = 0; timing < TIMINGS; timing += 1) {
        const base = await spentOn(without);
        timings.push(((await spentOn(withThem)) - base) / size);
      }
      return median(timings);
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

/** Milliseconds of one transaction. */
async function processorTimeOf(
  home: string,
  work: (nth: number) => Promise<unknown>,
): Promise<number> {
  const spent = () => 1000 * (ownSeconds(process.pid) + postgresSeconds(home));
  const before = spent();
  for (let nth = 0; nth < BATCHES; nth += 1) await work(nth);
  return (spent() - before) / BATCHES;
}

function batchOf(entries: readonly LedgerEntry[], nth: number, size: number): LedgerEntry[] {
  return Array.from(
    { length: size },
    (_, at) => entries[(nth * size + at) % entries.length],
  ).filter((entry) => entry !== undefined);
}

/** What an agency wrote of late: what is appended again is as long and as varied as the real thing. */
async function someEntries({ databases }: StackHandle): Promise<LedgerEntry[]> {
  const connection = connect(databases['police']?.databaseUrl ?? '', { max: 1 });
  try {
    const rows = await connection.sql<{ body: string }[]>`
      select body from ledger_entry where event = 'INQUIRY_ANSWERED' order by index desc limit 5000`;
    // one object for what is alike, as the agency has it
    const details = new Map<string, LedgerEntry['detail']>();
    return rows.flatMap(({ body }) => {
      const read = readBody(body);
      if (read === undefined) return [];
      const { v: _v, index: _index, at, person, ...rest } = read;
      const alike = JSON.stringify(rest.detail);
      rest.detail = details.get(alike) ?? rest.detail;
      details.set(alike, rest.detail);
      const named = person === undefined ? {} : { person: Buffer.from(person, 'base64url') };
      return [{ ...rest, ...named, at: new Date(at) }];
    });
  } finally {
    await connection.close();
  }
}
