import { createAgencyClient } from './agency-client.ts';
import type { AgencyClient } from './agency-client.ts';
import type { Bench, BenchOptions, BenchReport } from './bench.ts';
import { createHubClient } from './hub-client.ts';
import type { HubClient } from './hub-client.ts';
import { median, shown } from './median.ts';
import { openRegion } from './region.ts';

const PARTIES = 2_000;
const ENVELOPE = 500;
const CONCURRENCY = 2;
/** Each party twice, until what is asked lies in memory and the code is compiled. */
const WARM_UP = (2 * PARTIES) / ENVELOPE;
const AGENCY_TURNS = 4;
const MOST_TIMES = 1.5;

type Contestant = { people: number; hub: HubClient; agencies: AgencyClient };
/** Milliseconds a party: through the whole hub, and at each agency. */
type Measured = { hub: number; agencies: Record<string, number> };

/** What a party costs against small and large registers, one stack for each size. */
export const registersBench: Bench = {
  name: 'registers',
  about: 'time of a look-up against registers of ten thousand people, of more, of a million',
  async run(options) {
    await using cleanup = new AsyncDisposableStack();
    const contestants: Contestant[] = [];
    for (const people of options.sizes.toSorted((a, b) => a - b)) {
      const region = await openRegion({ people, parties: PARTIES }, options.progress);
      cleanup.defer(() => region.close());
      const hub = createHubClient(region);
      cleanup.defer(() => hub.close());
      const agencies = await createAgencyClient(region);
      cleanup.defer(() => agencies.close());
      contestants.push({ people, hub, agencies });
    }
    return report(await measure(contestants, options), options);
  },
};

/** Sizes take turns, so that what else the machine does meets all of them alike. */
async function measure(
  contestants: readonly Contestant[],
  { rounds, seconds, progress }: BenchOptions,
): Promise<Map<number, Measured[]>> {
  for (const { people, hub, agencies } of contestants) {
    progress(`warming up, ${String(people)} people`);
    for (let turn = 0; turn < WARM_UP; turn += 1) await agencies.time(ENVELOPE);
    for (let turn = 0; turn < WARM_UP; turn += 1) await hub.run(load(1));
  }
  const results = new Map<number, Measured[]>(contestants.map(({ people }) => [people, []]));
  for (let round = 1; round <= rounds; round += 1) {
    for (const { people, hub, agencies } of contestants) {
      const { perSecond } = await hub.run(load(1000 * seconds));
      const measured = { hub: 1000 / perSecond, agencies: await timeAgencies(agencies) };
      results.get(people)?.push(measured);
      progress(`round ${String(round)}, ${String(people)} people: ${measured.hub.toFixed(2)} ms`);
    }
  }
  return results;
}

function load(milliseconds: number) {
  return { envelope: ENVELOPE, concurrency: CONCURRENCY, milliseconds };
}

async function timeAgencies(client: AgencyClient): Promise<Record<string, number>> {
  const turns: Record<string, number>[] = [];
  for (let turn = 0; turn < AGENCY_TURNS; turn += 1) turns.push(await client.time(ENVELOPE));
  const codes = Object.keys(turns[0] ?? {});
  return Object.fromEntries(
    codes.map((code) => [code, Math.min(...turns.map((one) => one[code] ?? 0)) / ENVELOPE]),
  );
}

function report(
  results: ReadonlyMap<number, readonly Measured[]>,
  { rounds, seconds }: BenchOptions,
): BenchReport {
  const sizes = [...results.keys()];
  const of = (people: number) => results.get(people) ?? [];
  const smallest = of(sizes[0] ?? 0);
  // what ran side by side is compared: the machine may do other things in other rounds
  const times = (people: number, pick: (one: Measured) => number) =>
    median(of(people).map((one, at) => pick(one) / pick(smallest[at] ?? one)));
  const whole = (one: Measured) => one.hub;
  const largest = sizes.at(-1) ?? 0;
  const goal = (what: string, reached: number) => ({
    target: `${what}, ${String(largest)} people: ${reached.toFixed(2)} times the time of ${String(sizes[0])}, wanted at most ${String(MOST_TIMES)}`,
    met: reached <= MOST_TIMES,
  });
  return {
    title: 'A party against registers of different sizes',
    notes: [
      `Milliseconds a party at ${String(ENVELOPE)} parties an envelope, medians of ${String(rounds)} interleaved rounds. The hub: rounds of`,
      `${String(seconds)} s, ${String(CONCURRENCY)} requests in flight. Agencies: look-up and decision alone, best of ${String(AGENCY_TURNS)} in a round.`,
    ],
    rows: sizes.map((people) => ({
      people,
      hub: shown(median(of(people).map(whole))),
      ...agencyColumns(of(people)),
      'hub, times smallest': shown(times(people, whole)),
      'agencies, times smallest': shown(times(people, allAgencies)),
    })),
    targets: [goal('hub', times(largest, whole)), goal('agencies', times(largest, allAgencies))],
  };
}

function agencyColumns(measured: readonly Measured[]): Record<string, number> {
  const codes = Object.keys(measured[0]?.agencies ?? {});
  return Object.fromEntries(
    codes.map((code) => [
      code,
      shown(median(measured.map(({ agencies }) => agencies[code] ?? 0)), 4),
    ]),
  );
}

function allAgencies({ agencies }: Measured): number {
  return Object.values(agencies).reduce((sum, spent) => sum + spent, 0);
}
