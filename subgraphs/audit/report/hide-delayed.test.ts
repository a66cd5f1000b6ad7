import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { asked, followedWorld } from '../../../tests/support/followed-world.ts';
import type { Followed, FollowedWorld } from '../../../tests/support/followed-world.ts';
import { delayDisclosure } from '../delays/delay-disclosure.ts';
import { endDelay } from '../delays/end-delay.ts';
import type { ShownEntry } from '../pages/shown-entry.ts';
import { hideDelayed } from './hide-delayed.ts';
import { lookUpOf } from './look-ups.ts';

const NOW = '2026-03-03T07:00:00.000Z';
const JUDGE = 'li.faguan';
const PERSON = 'p'.repeat(43);
const [FIRST, SECOND, OTHER] = [randomUUID(), randomUUID(), randomUUID()] as const;
const [REPAIR, OTHER_REPAIR] = [randomUUID(), randomUUID()] as const;
const DELAYED_CASE = '（2026）浙0782民初10001号';
const OTHER_CASE = '（2026）浙0782民初10002号';

let world: FollowedWorld;
let entries: ShownEntry[];

const of = (inquiry: string, repair: string, caseNo: string, person = PERSON): Followed =>
  asked('2026-03-01T02:00:00Z', { inquiry, caseNo, person, detail: { repair } });

beforeAll(async () => {
  world = await followedWorld(NOW);
  const told = [
    of(FIRST, REPAIR, DELAYED_CASE),
    of(SECOND, REPAIR, DELAYED_CASE),
    of(OTHER, OTHER_REPAIR, OTHER_CASE),
  ];
  // the same envelope was about somebody else too, who is in another inquiry with this person
  const neighbour = randomUUID();
  const others = [FIRST, OTHER].map((inquiry) =>
    of(inquiry, neighbour, OTHER_CASE, 'q'.repeat(43)),
  );
  await world.follow(...told, ...others);
  entries = [
    ...told.map(shown),
    ...[FIRST, SECOND, OTHER].map((inquiry) => shown(answered(inquiry))),
    shown(revealed(REPAIR)),
    shown(revealed(OTHER_REPAIR)),
  ];
});

afterAll(async () => {
  await world.close();
});

const answered = (inquiry: string): Followed => ({
  ...{ source: 'police', event: 'INQUIRY_ANSWERED', at: '2026-03-01T02:00:01Z', inquiry },
  ...{ purpose: 'MEDIATION', outcome: 'MATCHED', person: 'r'.repeat(43), actor: 'pseudonym' },
  detail: { court: 'court', role: 'CLERK', contacts: 2 },
});

const revealed = (repair: string): Followed => ({
  ...{ event: 'CONTACT_REVEALED', at: '2026-03-01T03:00:00Z', person: PERSON },
  detail: { repair, act: randomUUID() },
});

function shown(entry: Followed): ShownEntry {
  const { source = 'court', event, at, actor = 'wang.shuji', detail = {} } = entry;
  return {
    ...{ source, index: 0, at: new Date(at), event, actor, subject: null, reason: null },
    ...{ inquiry: entry.inquiry ?? null, caseNo: entry.caseNo ?? null },
    ...{ purpose: entry.purpose ?? null, outcome: entry.outcome ?? null },
    personPseudonym: entry.person ?? null,
    detail: Object.entries(detail).map(([name, value]) => ({
      name,
      value: typeof value === 'string' ? value : JSON.stringify(value),
    })),
  };
}

const visible = () => hideDelayed(world.db, world.now(), entries);

test('a look-up is told with its agency, court, purpose, case and outcome, and without a name', () => {
  const line = lookUpOf(shown(answered(FIRST)));
  expect(line).toEqual({
    ...{ at: new Date('2026-03-01T02:00:01Z'), event: 'INQUIRY_ANSWERED', source: 'police' },
    ...{ court: 'court', role: 'CLERK', purpose: 'MEDIATION', caseNo: null, outcome: 'MATCHED' },
  });
  expect(JSON.stringify(entries.map((entry) => lookUpOf(entry)))).not.toMatch(
    /wang|pseudonym|ppp|rrr/u,
  );
});

test('what is no look-up is no line', () => {
  expect(lookUpOf({ ...shown(answered(FIRST)), event: 'AUDIT_ANSWERED' })).toBeUndefined();
});

test('nothing is hidden while nobody has ordered it', async () => {
  expect(await visible()).toEqual(entries);
});

test('a delayed inquiry takes its second hop and its openings along, and nothing else', async () => {
  const order = { inquiry: FIRST, until: '2026-03-10', reason: 'the person would flee' };
  const { id } = await delayDisclosure(world, JUDGE, order);
  const left = await visible();
  expect(left.map(({ inquiry, detail }) => inquiry ?? detail[0]?.value)).toEqual([
    ...[OTHER, OTHER, OTHER_REPAIR],
  ]);
  world.is('2026-03-09T15:59:59Z');
  expect(await visible()).toHaveLength(3);
  world.is('2026-03-09T16:00:00Z');
  expect(await visible()).toEqual(entries);
  world.is(NOW);
  await endDelay(world, JUDGE, { id, reason: 'caught' });
  expect(await visible()).toEqual(entries);
  await expect(endDelay(world, JUDGE, { id, reason: 'again' })).rejects.toMatchObject({
    extensions: { code: 'DELAY_NOT_FOUND' },
  });
});

test('a delayed case is hidden whole until a judge ends the delay', async () => {
  const order = { caseNo: DELAYED_CASE, until: '2026-04-10', reason: 'sealed proceedings' };
  const { id } = await delayDisclosure(world, JUDGE, order);
  expect((await visible()).map(({ caseNo }) => caseNo)).not.toContain(DELAYED_CASE);
  expect((await visible()).map(({ caseNo }) => caseNo)).toContain(OTHER_CASE);
  await endDelay(world, JUDGE, { id, reason: 'over' });
  expect(await visible()).toEqual(entries);
});

test('orders and their ends stand in the hub’s ledger, without the reason', async () => {
  const recorded = (await world.recorded()).filter(({ event }) => event === 'DISCLOSURE_DELAYED');
  expect(recorded.map(({ outcome }) => outcome)).toEqual(['DELAYED', 'ENDED', 'DELAYED', 'ENDED']);
  expect(recorded[0]?.body).toMatchObject({ inquiry: FIRST, detail: { until: '2026-03-10' } });
  expect(recorded[2]?.body).toMatchObject({ caseNo: DELAYED_CASE });
  expect(JSON.stringify(recorded)).not.toContain('flee');
});

test('a delay may last for a year', async () => {
  const order = { inquiry: FIRST, until: '2027-03-03', reason: 'whatever' };
  await expect(delayDisclosure(world, JUDGE, order)).resolves.toMatchObject({ until: order.until });
});

test.each(['2026-03-03', '2026-03-01', '2027-03-04'])(
  'no delay until %s, which has come or is too far',
  async (until) => {
    const order = { inquiry: FIRST, until, reason: 'whatever' };
    await expect(delayDisclosure(world, JUDGE, order)).rejects.toMatchObject({
      extensions: { code: 'BAD_USER_INPUT', argument: 'until', problem: 'NOT_AHEAD' },
    });
  },
);
