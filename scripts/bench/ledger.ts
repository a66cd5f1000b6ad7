import { sql } from 'drizzle-orm';
import { pageQuery } from '../../subgraphs/kit/audit/read-page.ts';
import type { Connection } from '../../subgraphs/kit/database/connect.ts';
import { createLedgerWriter } from '../../subgraphs/kit/ledger/ledger-writer.ts';
import { proveEntry } from '../../subgraphs/kit/ledger/prove-entry.ts';
import { signCheckpoint } from '../../subgraphs/kit/ledger/sign-checkpoint.ts';
import { verifyLedger } from '../../subgraphs/kit/ledger/verify-ledger.ts';
import type { Bench, BenchOptions, BenchReport } from './bench.ts';
import { openBenchLedger } from './bench-ledger.ts';
import { benchEntries, createBenchSigner } from './ledger-entries.ts';
import type { BenchSigner } from './ledger-entries.ts';
import { median, shown } from './median.ts';

const SIZES = [10_000, 100_000, 1_000_000];
const BATCHES = [1, 500];
const PROOFS = 200;
const PAGE = 50;
const MOST = { page: 100, growth: 4 };

type Row = BenchReport['rows'][number];

/** What a ledger costs: to append, prove, verify and search, with the disk waited for. */
export const ledgerBench: Bench = {
  name: 'ledger',
  about: 'appends a second, proofs, verification and searches over up to a million entries',
  async run(options) {
    await using ledger = await openBenchLedger();
    return report(await measure(ledger.connection, options), options);
  },
};

type Measured = { rows: Row[]; proofs: number[]; pages: number[] };

async function measure(connection: Connection, options: BenchOptions): Promise<Measured> {
  const signer = await createBenchSigner();
  const measured: Measured = { rows: [], proofs: [], pages: [] };
  for (const batch of BATCHES) measured.rows.push(await timeAppends(connection, batch, options));
  for (const size of SIZES) {
    await fill(connection, size, options);
    await signCheckpoint(connection.db, signer.signer, new Date());
    const proof = await timeProofs(connection, size);
    measured.proofs.push(proof);
    measured.rows.push({ what: `proof of one of ${size} entries, ms`, median: shown(proof, 3) });
  }
  const searches = await timeSearches(connection);
  for (const [what, took] of searches) {
    measured.pages.push(took);
    measured.rows.push({ what: `first page by ${what}, ms`, median: shown(took, 3) });
  }
  measured.rows.push(await timeVerifying(connection, signer, options));
  return measured;
}

/** One caller after the other: each waits for the disk. */
async function timeAppends(
  { db }: Connection,
  batch: number,
  { rounds, seconds, progress }: BenchOptions,
): Promise<Row> {
  const writer = createLedgerWriter({ db });
  const rates: number[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const from = performance.now();
    let count = 0;
    while (performance.now() - from < 1000 * seconds) {
      await writer.commit(benchEntries(batch));
      count += batch;
    }
    // the first round warms up
    if (round > 0) rates.push((1000 * count) / (performance.now() - from));
  }
  await writer.close();
  progress(`${batch} entries a batch: ${median(rates).toFixed(0)}/s`);
  return { what: `entries a second, ${batch} a batch`, median: Math.round(median(rates)) };
}

async function fill({ db, sql: run }: Connection, size: number, { progress }: BenchOptions) {
  const writer = createLedgerWriter({ db });
  let [held] = await writer.commit(benchEntries(1));
  while (held !== undefined && held.index + 1 < size)
    [held] = (await writer.commit(benchEntries(Math.min(1000, size - held.index - 1)))).slice(-1);
  await writer.close();
  // what the server does by itself from time to time
  await run`vacuum (analyze) ledger_entry`;
  progress(`${size} entries`);
}

async function timeProofs({ db }: Connection, size: number): Promise<number> {
  const took: number[] = [];
  for (let nth = 0; nth < PROOFS; nth += 1) {
    const index = Math.floor((size * (nth + 0.5)) / PROOFS);
    const from = performance.now();
    if ((await proveEntry(db, index)) === undefined) throw new Error('an entry has no proof');
    took.push(performance.now() - from);
  }
  return median(took);
}

/** Of people, clerks and cases that some entries name, from all over the ledger. */
async function timeSearches({ db, sql: run }: Connection): Promise<[string, number][]> {
  const some = await run<{ person: Buffer; actor: string; caseNo: string }[]>`
    select person, actor, case_no as "caseNo" from ledger_entry where index % 50021 = 7`;
  const took: Record<'person' | 'clerk' | 'case', number[]> = { person: [], clerk: [], case: [] };
  for (const { person, actor, caseNo } of some) {
    const time = async (what: keyof typeof took, filter: object, persons?: Buffer[]) => {
      const scope = { persons, code: 'police' };
      const from = performance.now();
      const query = pageQuery({ ask: 'PAGE', filter, first: PAGE }, scope);
      if ((await db.execute(sql`${query}`)).length === 0) throw new Error('nothing was found');
      took[what].push(performance.now() - from);
    };
    await time('person', {}, [person]);
    await time('clerk', { actors: [actor] });
    await time('case', { caseNos: [caseNo] });
  }
  return Object.entries(took).map(([what, times]) => [what, median(times)]);
}

async function timeVerifying(
  { db }: Connection,
  signer: BenchSigner,
  { progress }: BenchOptions,
): Promise<Row> {
  const from = performance.now();
  const verdict = await verifyLedger(db, signer, []);
  if (!verdict.ok) throw new Error(`the ledger is ${verdict.problem}`);
  const seconds = (performance.now() - from) / 1000;
  progress(`verified in ${seconds.toFixed(1)} s`);
  return { what: `exporting and verifying ${verdict.size} entries, s`, median: shown(seconds, 1) };
}

function report({ rows, proofs, pages }: Measured, { rounds, seconds }: BenchOptions): BenchReport {
  const growth = (proofs.at(-1) ?? 0) / (proofs[0] ?? 1);
  const page = Math.max(...pages);
  return {
    title: 'A ledger of its own, on PostgreSQL that waits for the disk',
    notes: [
      `Appends: one caller, medians of ${rounds} rounds of ${seconds} s. Proofs: medians of ${PROOFS}. Pages of ${PAGE}, over`,
      `${SIZES.at(-1) ?? 0} entries of 300 clerks and 200,000 cases: medians, read and sent by the database.`,
    ],
    rows,
    targets: [
      {
        target: `a proof among a hundred times as many entries takes ${growth.toFixed(2)} times as long, wanted at most ${MOST.growth}`,
        met: growth <= MOST.growth,
      },
      {
        target: `the slowest first page takes ${page.toFixed(1)} ms, wanted at most ${MOST.page}`,
        met: page <= MOST.page,
      },
    ],
  };
}
