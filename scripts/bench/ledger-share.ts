import { connect } from '../../subgraphs/kit/database/connect.ts';
import type { Bench, BenchOptions, BenchReport } from './bench.ts';
import { createHubClient } from './hub-client.ts';
import { openLedgerAlone } from './ledger-alone.ts';
import { median, shown } from './median.ts';
import { ownSeconds, processorTime } from './processor-time.ts';
import { openRegion } from './region.ts';
import type { Region } from './region.ts';

const REGION = { people: 20_000, parties: 3_000 };
const ENVELOPE = 100;
const CONCURRENCY = 2;
const WARM_UP_SECONDS = 10;
const MOST = 15;
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
    const kept = await openRegion(REGION, progress, UNWATCHED);
    const hub = await closing(kept, () => measureHub(kept, options));
    const followed = await openRegion(REGION, progress);
    const watched = await closing(followed, () => measureHub(followed, options));
    return report({ hub, watched }, options);
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
/** And milliseconds of an entry by itself in the same round, as the machine is not as fast in each. */
type Round = HubCost & { each: number };

async function measureHub(
  region: Region,
  { rounds, seconds, progress }: BenchOptions,
): Promise<Round[]> {
  const client = createHubClient(region);
  const { stack } = region;
  const load = (milliseconds: number) => ({
    ...{ envelope: ENVELOPE, concurrency: CONCURRENCY, milliseconds },
  });
  const rows: Round[] = [];
  try {
    await client.run(load(1000 * WARM_UP_SECONDS));
    await using alone = await openLedgerAlone(stack, ENVELOPE);
    for (let round = 1; round <= rounds; round += 1) {
      const before = await standing(region);
      const { parties, perSecond } = await client.run(load(1000 * seconds));
      const after = await standing(region);
      const spent = (name: keyof HubCost) => (after[name] - before[name]) / parties;
      const each = await alone.measure();
      rows.push({ entries: spent('entries'), all: spent('all'), auditor: spent('auditor'), each });
      const told = `${perSecond.toFixed(0)} parties/s, ${(1000 * each).toFixed(0)} µs an entry`;
      progress(`round ${String(round)}: ${told}`);
    }
    return rows;
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

type Measured = {
  /** While nobody reads the ledgers. */
  hub: readonly Round[];
  /** While the auditor follows all of them. */
  watched: readonly Round[];
};

function report({ hub, watched }: Measured, { rounds, seconds }: BenchOptions): BenchReport {
  const typical = (costs: readonly Round[], name: keyof Round) =>
    median(costs.map((cost) => cost[name]));
  const of = (name: keyof Round) => typical(hub, name);
  const share = median(
    hub.map(({ entries, each, auditor, all }) => (100 * (entries * each + auditor)) / all),
  );
  const watching = typical(watched, 'auditor') - of('auditor');
  return {
    title: 'What ledgers take of a repair, in processor time',
    notes: [
      `${String(ENVELOPE)} parties an envelope, ${String(CONCURRENCY)} requests at once; medians of ${String(rounds)} rounds of ${String(seconds)} s over a whole`,
      'hub. The share is that of appending the entries of court and agencies, which is what the same entries',
      'add to a transaction by themselves, and of keeping the hub’s ledger, which is all that the audit',
      'service does while it does not follow the others. Following, witnessing and the rules of alerts come',
      'besides, in a second hub.',
    ],
    rows: [
      { what: 'entries of court and agencies a party', median: shown(of('entries'), 3) },
      { what: 'processor time an entry, µs', median: shown(1000 * of('each'), 3) },
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
