import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from '../../subgraphs/kit/database/connect.ts';
import { readBody } from '../../subgraphs/kit/ledger/entry.ts';
import type { LedgerEntry } from '../../subgraphs/kit/ledger/entry.ts';
import { installLedger } from '../../subgraphs/kit/ledger/install-ledger.ts';
import { createLedgerWriter } from '../../subgraphs/kit/ledger/ledger-writer.ts';
import { createDatabase } from '../stack/create-database.ts';
import { startPostgres } from '../stack/postgres.ts';
import type { Bench, BenchOptions, BenchReport } from './bench.ts';
import { createHubClient } from './hub-client.ts';
import { median, shown } from './median.ts';
import { ownSeconds, postgresSeconds, processorTime } from './processor-time.ts';
import { openRegion } from './region.ts';
import type { Region } from './region.ts';

const REGION = { people: 20_000, parties: 3_000 };
const ENVELOPE = 100;
const CONCURRENCY = 2;
const WARM_UP_SECONDS = 10;
const MOST = 15;
/** Of the entries that are appended again, by themselves. */
const BATCHES = 200;
const ROUNDS_ALONE = 5;
const AUDIT = 'audit';
/** Nobody reads the ledgers: the audit service does no more than keep the hub's. */
const UNWATCHED = { FOLLOW_INTERVAL_MS: '3600000', ALERT_INTERVAL_MS: '3600000' };

/**
 * How much of the work of a repair is keeping ledgers, in processor time, which nobody else takes;
 * and how much more is reading them, which is the auditor's work and in no repair's way.
 */
export const ledgerShareBench: Bench = {
  name: 'ledger-share',
  about: 'the share of a repair’s processor time that its ledgers take, at 100 parties an envelope',
  async run(options) {
    const { progress } = options;
    const kept = await openRegion(REGION, progress, { ...process.env, ...UNWATCHED });
    const unwatched = await closing(kept, async () => ({
      hub: await measureHub(kept, options),
      each: await measureAlone(await someEntries(kept), options),
    }));
    const followed = await openRegion(REGION, progress);
    const watched = await closing(followed, () => measureHub(followed, options));
    return report({ ...unwatched, watched }, options);
  },
};

async function closing<Result>(region: Region, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } finally {
    await region.close();
  }
}

/** Of the whole hub, per party: entries of court and agencies, milliseconds of all and of the auditor. */
type HubCost = { entries: number; all: number; auditor: number };

async function measureHub(
  region: Region,
  { rounds, seconds, progress }: BenchOptions,
): Promise<HubCost[]> {
  const client = createHubClient(region);
  const { stack } = region;
  const load = (milliseconds: number) => ({
    ...{ envelope: ENVELOPE, concurrency: CONCURRENCY, milliseconds },
  });
  const costs: HubCost[] = [];
  try {
    await client.run(load(1000 * WARM_UP_SECONDS));
    for (let round = 1; round <= rounds; round += 1) {
      const before = await standing(region);
      const { parties, perSecond } = await client.run(load(1000 * seconds));
      const after = await standing(region);
      const spent = (name: keyof HubCost) => (after[name] - before[name]) / parties;
      costs.push({ entries: spent('entries'), all: spent('all'), auditor: spent('auditor') });
      progress(`round ${String(round)}: ${perSecond.toFixed(0)} parties/s over ${stack.home}`);
    }
    return costs;
  } finally {
    await client.close();
  }
}

async function standing({ stack }: Region): Promise<HubCost> {
  const { client: _ours, ...spent } = processorTime(stack);
  const counts = Object.keys(stack.databases)
    .filter((code) => code !== AUDIT)
    .map((code) => countEntries(stack.databases[code]?.databaseUrl ?? ''));
  return {
    entries: (await Promise.all(counts)).reduce((sum, count) => sum + count, 0),
    all: 1000 * Object.values(spent).reduce((sum, part) => sum + part, 0),
    auditor: 1000 * ownSeconds(stack.pids[AUDIT] ?? 0),
  };
}

async function countEntries(url: string): Promise<number> {
  const connection = connect(url, { max: 1 });
  try {
    const [row] = await connection.sql<{ size: string }[]>`
      select count(*) as size from ledger_entry`;
    return Number(row?.size ?? 0);
  } finally {
    await connection.close();
  }
}

/** What an agency wrote of late: what is appended again is as long and as varied as the real thing. */
async function someEntries({ stack }: Region): Promise<LedgerEntry[]> {
  const connection = connect(stack.databases['police']?.databaseUrl ?? '', { max: 1 });
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

/** Milliseconds of processor time an entry takes by itself, ours and PostgreSQL’s. */
async function measureAlone(
  entries: readonly LedgerEntry[],
  { progress }: BenchOptions,
): Promise<number> {
  await using cleanup = new AsyncDisposableStack();
  const home = await mkdtemp(join(tmpdir(), 'relink-bench-'));
  cleanup.defer(() => rm(home, { recursive: true }));
  const postgres = await startPostgres({ home, log: () => undefined });
  cleanup.defer(() => postgres.stop());
  const role = { password: 'bench' };
  const urls = await createDatabase(postgres.adminUrl, {
    database: 'bench',
    owner: { ...role, role: 'bench_owner' },
    app: { ...role, role: 'bench_app' },
  });
  await installLedger(urls.migrationDatabaseUrl);
  const connection = connect(urls.migrationDatabaseUrl, { statementTimeout: 0 });
  cleanup.defer(() => connection.close());
  const writer = createLedgerWriter({ db: connection.db });
  const batch = (nth: number) =>
    Array.from(
      { length: ENVELOPE },
      (_, at) => entries[(nth * ENVELOPE + at) % entries.length],
    ).filter((entry) => entry !== undefined);
  for (let nth = 0; nth < BATCHES; nth += 1) await writer.commit(batch(nth));
  const spent = () => 1000 * (ownSeconds(process.pid) + postgresSeconds(home));
  const rounds: number[] = [];
  for (let round = 0; round < ROUNDS_ALONE; round += 1) {
    const before = spent();
    for (let nth = 0; nth < BATCHES; nth += 1) await writer.commit(batch(nth));
    rounds.push((spent() - before) / (BATCHES * ENVELOPE));
  }
  const each = median(rounds);
  await writer.close();
  progress(`${(1000 * each).toFixed(0)} µs an entry`);
  return each;
}

type Measured = {
  /** While nobody reads the ledgers. */
  hub: readonly HubCost[];
  /** Milliseconds of an entry by itself. */
  each: number;
  /** While the auditor follows all of them. */
  watched: readonly HubCost[];
};

function report({ hub, each, watched }: Measured, { rounds, seconds }: BenchOptions): BenchReport {
  const typical = (costs: readonly HubCost[], name: keyof HubCost) =>
    median(costs.map((cost) => cost[name]));
  const of = (name: keyof HubCost) => typical(hub, name);
  const share = (100 * (of('entries') * each + of('auditor'))) / of('all');
  const watching = typical(watched, 'auditor') - of('auditor');
  return {
    title: 'What ledgers take of a repair, in processor time',
    notes: [
      `${String(ENVELOPE)} parties an envelope, ${String(CONCURRENCY)} requests at once; medians of ${String(rounds)} rounds of ${String(seconds)} s over a whole`,
      'hub. The share is that of appending the entries of court and agencies, timed by itself over the same',
      'entries, and of keeping the hub’s ledger, which is all that the audit service does while it does not',
      'follow the others. Following, witnessing and the rules of alerts come besides, in a second hub.',
    ],
    rows: [
      { what: 'entries of court and agencies a party', median: shown(of('entries'), 3) },
      { what: 'processor time an entry, µs', median: shown(1000 * each, 3) },
      {
        what: 'processor time of the hub’s ledger a party, µs',
        median: shown(1000 * of('auditor'), 3),
      },
      { what: 'processor time of all a party, µs', median: shown(1000 * of('all'), 4) },
      {
        what: 'the same while ledgers are followed, µs',
        median: shown(1000 * typical(watched, 'all'), 4),
      },
      { what: 'of which the audit service takes more, µs', median: shown(1000 * watching, 3) },
    ],
    targets: [
      {
        target: `ledgers take ${share.toFixed(1)}% of a repair, wanted at most ${String(MOST)}%`,
        met: share <= MOST,
      },
    ],
  };
}
