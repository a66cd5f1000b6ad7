import { afterAll, beforeAll, expect, test } from 'vitest';
import { OUTCOMES } from '../../schema/contract/codes.ts';
import { openRegion } from '../../scripts/bench/region.ts';
import type { Region } from '../../scripts/bench/region.ts';
import type { LedgerBody } from '../../subgraphs/kit/ledger/entry.ts';
import { KILLS, VICTIMS, killRound } from '../support/kill-round.ts';
import type { KillRound } from '../support/kill-round.ts';
import { entriesSince, verdictOn } from '../support/ledgers-of.ts';
import { PATIENT } from '../support/patient.ts';

const PARTIES = 500;
/** Milliseconds within which a run of so many is about done. */
const SPAN = 2500;

let region: Region;

beforeAll(async () => {
  region = await openRegion({ people: 5000, parties: PARTIES }, () => undefined, PATIENT);
});
afterAll(() => region.close());

/** Spread evenly over the run, another moment each time, the same in every run of the test. */
const moments = Array.from({ length: KILLS }, (_, at) => ({
  victim: VICTIMS[at % VICTIMS.length] ?? 'gateway',
  delay: Math.round(((at * 0.618_034) % 1) * SPAN),
}));

test.each(moments)(
  'a run goes on after $victim was killed at $delay ms, and nothing is told that is not recorded',
  async (moment) => {
    const round = await killRound(region, moment);
    expect(round.problems).toEqual([]);
    expect(round.settled.size).toBe(PARTIES);
    await expectRecorded(round);
    for (const code of Object.keys(region.stack.databases))
      expect(await verdictOn(region.stack, code), code).toMatchObject({ ok: true });
  },
  300_000,
);

async function expectRecorded(round: KillRound): Promise<void> {
  const { stack } = region;
  const court = await entriesSince(stack, 'court', round.from);
  const hub = await entriesSince(stack, 'audit', round.from);
  const settled = new Set(court.filter(isOf('INQUIRY_SETTLED')).map(repairOf));
  const told = [...round.settled.values()].filter(({ contacts }) => contacts.length > 0);
  for (const { id } of told) expect(settled.has(id), id).toBe(true);
  const passed = new Set(hub.filter(isOf('INQUIRY_PASSED')).map(({ inquiry }) => inquiry));
  const routed = new Set(hub.filter(isOf('INQUIRY_ROUTED')).map(({ inquiry }) => inquiry));
  for (const entry of court.filter(isOf('INQUIRY_SETTLED'))) {
    if (entry.inquiry === undefined) continue;
    expect(passed.has(entry.inquiry), entry.inquiry).toBe(true);
    expect(routed.has(entry.inquiry), entry.inquiry).toBe(true);
  }
  const agencies = Object.keys(stack.databases).filter(isAgency);
  // one that was away early enough may be back only after the run, which goes on without it
  let answers = 0;
  for (const code of agencies) {
    const answered = (await entriesSince(stack, code, round.from)).filter(isOf('INQUIRY_ANSWERED'));
    expectAskedOnce(code, answered);
    answers += answered.length;
    const cases = new Set(answered.map(({ caseNo }) => caseNo));
    for (const caseNo of casesToldBy(code, court)) expect(cases, code).toContain(caseNo);
  }
  expect(answers).toBeGreaterThan(0);
}

/** Cases for a party of which the court says what this agency found. */
function casesToldBy(code: string, court: readonly LedgerBody[]): (string | undefined)[] {
  const told = court.filter(isOf('INQUIRY_SETTLED')).filter(({ detail }) => {
    const said = detail?.['agencies'] as Record<string, string> | undefined;
    return OUTCOMES.some((outcome) => outcome === said?.[code]);
  });
  return told.map(({ caseNo }) => caseNo);
}

/** What an agency has answered of a party in one hop it is not asked again. */
function expectAskedOnce(code: string, answered: readonly LedgerBody[]): void {
  const parties = answered.map(({ caseNo, person, detail }) =>
    [caseNo, person, JSON.stringify(detail?.['hop'])].join(' '),
  );
  expect(new Set(parties).size, code).toBe(parties.length);
}

const isOf =
  (event: string) =>
  (entry: LedgerBody): boolean =>
    entry.event === event;

function repairOf({ detail }: LedgerBody): unknown {
  return detail?.['repair'];
}

function isAgency(code: string): boolean {
  return !['court', 'audit', 'registry'].includes(code);
}
