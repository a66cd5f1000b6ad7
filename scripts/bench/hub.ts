import type { Bench, BenchOptions, BenchReport } from './bench.ts';
import { createHubClient } from './hub-client.ts';
import type { HubClient, HubRate } from './hub-client.ts';
import { median, shown } from './median.ts';
import { processorTime } from './processor-time.ts';
import type { ProcessorTime } from './processor-time.ts';
import { openRegion } from './region.ts';
import type { Region } from './region.ts';

const ENVELOPES = [1, 10, 100, 500, 1000];
const REGION = { people: 20_000, parties: 3_000 };
/** The court and the agencies work at the same time when there are two. */
const CONCURRENCY = 2;
/** Of each size before anything counts, until the code that is run often is compiled. */
const WARM_UP_SECONDS = 5;
const TARGET = { envelope: 500, perSecond: 1_500 };

type Measured = HubRate & { processor: ProcessorTime };
type Row = BenchReport['rows'][number];

/** Parties a second through gateway, court, agencies and PostgreSQL, by size of the envelope. */
export const hubBench: Bench = {
  name: 'hub',
  about: 'parties a second through the whole hub, at 1 to 1000 parties an envelope',
  async run(options) {
    const region = await openRegion(REGION, options.progress);
    const client = createHubClient(region);
    try {
      return report(await measure(region, client, options), options);
    } finally {
      await client.close();
      await region.close();
    }
  },
};

/** Every size once a round, so that what else the machine does meets all of them alike. */
async function measure(
  region: Region,
  client: HubClient,
  { rounds, seconds, progress }: BenchOptions,
): Promise<Map<number, Measured[]>> {
  for (const envelope of ENVELOPES.toReversed()) {
    progress(`warming up, ${String(envelope)} parties an envelope`);
    const milliseconds = 1000 * WARM_UP_SECONDS;
    await client.run({ envelope, concurrency: CONCURRENCY, milliseconds });
  }
  const results = new Map<number, Measured[]>(ENVELOPES.map((envelope) => [envelope, []]));
  for (let round = 1; round <= rounds; round += 1) {
    for (const envelope of ENVELOPES) {
      const before = processorTime(region.stack);
      const load = { envelope, concurrency: CONCURRENCY, milliseconds: 1000 * seconds };
      const rate = await client.run(load);
      const processor = perParty(before, processorTime(region.stack), rate.parties);
      results.get(envelope)?.push({ ...rate, processor });
      progress(`round ${String(round)}, ${String(envelope)}: ${rate.perSecond.toFixed(0)}/s`);
    }
  }
  return results;
}

/** Milliseconds of processor time. */
function perParty(before: ProcessorTime, after: ProcessorTime, parties: number): ProcessorTime {
  const spent = (part: keyof ProcessorTime) => (1000 * (after[part] - before[part])) / parties;
  return {
    court: spent('court'),
    agencies: spent('agencies'),
    gateway: spent('gateway'),
    PostgreSQL: spent('PostgreSQL'),
    client: spent('client'),
  };
}

function report(
  results: ReadonlyMap<number, readonly Measured[]>,
  { rounds, seconds }: BenchOptions,
): BenchReport {
  const rateOf = (envelope: number) =>
    median(results.get(envelope)?.map(({ perSecond }) => perSecond) ?? []);
  const reached = rateOf(TARGET.envelope);
  const { envelope, perSecond } = TARGET;
  return {
    title: 'The whole hub: gateway, court, every agency and PostgreSQL on this machine',
    notes: [
      `${String(REGION.parties)} parties, ${String(REGION.people)} people; ${String(CONCURRENCY)} requests in flight at once; medians of`,
      `${String(rounds)} interleaved rounds of ${String(seconds)} s. Parts: milliseconds of processor time a party.`,
    ],
    rows: [...results].map(([size, measured]) => rowOf(size, measured)),
    targets: [
      {
        target: `${String(envelope)} parties an envelope: ${reached.toFixed(0)} parties/s, wanted ${String(perSecond)}`,
        met: reached >= perSecond,
      },
    ],
  };
}

function rowOf(envelope: number, measured: readonly Measured[]): Row {
  const of = (pick: (one: Measured) => number) => shown(median(measured.map(pick)));
  const part = (name: keyof ProcessorTime) => of(({ processor }) => processor[name]);
  return {
    'parties an envelope': envelope,
    'parties/s': Math.round(of(({ perSecond }) => perSecond)),
    'ms an envelope': of((one) => one.median),
    court: part('court'),
    agencies: part('agencies'),
    gateway: part('gateway'),
    PostgreSQL: part('PostgreSQL'),
    client: part('client'),
    all: of(({ processor }) => Object.values(processor).reduce((sum, spent) => sum + spent, 0)),
  };
}
