import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { asked, followedWorld } from '../../../tests/support/followed-world.ts';
import type { Followed, FollowedWorld } from '../../../tests/support/followed-world.ts';
import { decideAlert } from './decide-alert.ts';
import { evaluate } from './evaluate.ts';
import { listAlerts } from './load-alerts.ts';
import { setRule } from './set-rule.ts';
import type { AlertRuleCode } from './thresholds.ts';

/** A Tuesday, 15:00 in China. */
const NOW = '2026-03-03T07:00:00.000Z';
const before = (minutes: number): Date => new Date(Date.parse(NOW) - minutes * 60_000);
const DAY = 24 * 60;
const OFFICER = 'zhou.yinsi';

let world: FollowedWorld;

beforeEach(async () => {
  world = await followedWorld(NOW);
});

afterEach(async () => {
  await world.close();
});

/** Nothing is kept from one evaluation to the next but what stands in the database. */
const run = () => evaluate({ ...world, delivers: false });
const raised = (rule: AlertRuleCode, state?: string) =>
  listAlerts(world.db, { rule, state }, { limit: 100, inverted: false });

async function decide(rule: AlertRuleCode, state: 'EXPLAINED' | 'CONFIRMED' = 'EXPLAINED') {
  const [open, ...others] = await raised(rule, 'OPEN');
  if (open === undefined || others.length > 0) throw new Error('not one open alert');
  return decideAlert(world, OFFICER, { id: open.id, state, reason: 'it was in order' });
}

/** Follows something, and how many alerts of the rule it raises, now and at another look. */
async function raises(rule: AlertRuleCode, ...entries: readonly Followed[]): Promise<number> {
  const known = (await raised(rule)).length;
  if (entries.length > 0) await world.follow(...entries);
  await run();
  await run();
  return (await raised(rule)).length - known;
}

/**
 * What holds for every rule: once while it is open, once explained not again, and again for what is
 * done afterwards, however often.
 */
async function expectTold(
  rule: AlertRuleCode,
  first: readonly Followed[],
  ...later: readonly (readonly Followed[])[]
): Promise<void> {
  expect(await raises(rule, ...first)).toBe(1);
  const states = ['EXPLAINED', 'CONFIRMED'] as const;
  for (const [at, entries] of later.entries()) {
    await decide(rule, states[at % 2]);
    expect(await raises(rule)).toBe(0);
    expect(await raises(rule, ...entries)).toBe(1);
  }
  const alerts = await raised(rule);
  expect(alerts.map(({ round }) => round)).toEqual([...later.keys(), later.length].toReversed());
  expect(new Set(alerts.map(({ key }) => key)).size).toBe(1);
  expect(await raised(rule, 'OPEN')).toHaveLength(1);
}

test('OUT_OF_HOURS: what is done later the same night', async () => {
  const at = (time: string) => asked(`2026-03-02T${time}Z`);
  await expectTold(
    'OUT_OF_HOURS',
    [at('14:00:00'), at('14:10:00')],
    [at('14:20:00')],
    // done before the decision, and nobody could know of it
    [at('14:05:00')],
  );
  const [third, second] = await raised('OUT_OF_HOURS');
  expect(second?.at).toEqual(new Date('2026-03-02T14:20:00Z'));
  expect(third?.at).toEqual(new Date('2026-03-02T14:05:00Z'));
});

test('while an alert is open, what is done later the same night is not told of twice', async () => {
  const at = (time: string) => asked(`2026-03-02T${time}Z`);
  expect(await raises('OUT_OF_HOURS', at('14:00:00'))).toBe(1);
  expect(await raises('OUT_OF_HOURS', at('14:10:00'))).toBe(0);
  const { id } = await decide('OUT_OF_HOURS');
  expect(await raises('OUT_OF_HOURS', at('14:20:00'))).toBe(1);
  // a change of mind about the first one is none about the second
  await decideAlert(world, OFFICER, { id, state: 'CONFIRMED', reason: 'after all' });
  expect(await raises('OUT_OF_HOURS', at('14:30:00'))).toBe(0);
  expect(await raised('OUT_OF_HOURS', 'OPEN')).toHaveLength(1);
});

test('of one who was not told of, an explanation hides nothing', async () => {
  const at = (time: string, actor: string) => asked(`2026-03-02T${time}Z`, { actor });
  expect(await raises('OUT_OF_HOURS', at('14:00:00', 'wang.shuji'))).toBe(1);
  await decide('OUT_OF_HOURS');
  expect(await raises('OUT_OF_HOURS', at('14:00:00', 'zhao.shuji'))).toBe(1);
});

test('MANY_PARTIES: each party beyond those that were explained, and none of those', async () => {
  const parties = Array.from({ length: 21 }, () => asked(before(20)));
  const again = parties.map((one) => ({ ...one, at: before(10) }));
  expect(await raises('MANY_PARTIES', ...parties)).toBe(1);
  await decide('MANY_PARTIES');
  expect(await raises('MANY_PARTIES', ...again)).toBe(0);
  expect(await raises('MANY_PARTIES', asked(before(9)))).toBe(1);
  expect((await raised('MANY_PARTIES'))[0]).toMatchObject({ detail: { parties: 22 }, round: 1 });
  // in the same minute as those that were explained
  await decide('MANY_PARTIES');
  expect(await raises('MANY_PARTIES', asked(before(9)))).toBe(1);
});

test('MANY_REFUSED: each refusal after it was explained, while there are as many', async () => {
  const refused = (at: number): Followed => ({
    ...{ source: 'audit', event: 'ACCESS_DENIED', at: before(at), outcome: 'FORBIDDEN' },
  });
  const first = Array.from({ length: 11 }, (_, at) => refused(50 - at));
  await expectTold('MANY_REFUSED', first, [refused(30)], [refused(20), refused(19)]);
});

test('SAME_PERSON_MANY_CASES: the case is one too many again, other days later', async () => {
  const person = 'p'.repeat(43);
  const cases = (days: number, ...caseNos: string[]) =>
    caseNos.map((caseNo, at) => asked(before(days * DAY - at), { person, caseNo }));
  const rule = 'SAME_PERSON_MANY_CASES';
  expect(await raises(rule, ...cases(60, 'a', 'b', 'c', 'd'))).toBe(1);
  await decide(rule);
  expect(await raises(rule, ...cases(58, 'd'))).toBe(0);
  expect(await raises(rule, ...cases(1, 'x', 'y', 'z', 'd'))).toBe(1);
  expect((await raised(rule))[0]).toMatchObject({ caseNo: 'd', round: 1, detail: { cases: 4 } });
});

test('NO_DELIVERY: what is opened after it was explained, and nothing sent either', async () => {
  const repair = randomUUID();
  const of = (event: Followed['event'], days: number): Followed => ({
    ...{ event, at: before(days * DAY + 1), caseNo: 'a', detail: { repair } },
    ...(event === 'INQUIRY_SETTLED' && { outcome: 'FOUND' }),
  });
  await setRule(world, OFFICER, { code: 'NO_DELIVERY', enabled: true });
  const first = [of('INQUIRY_SETTLED', 30), of('CONTACT_REVEALED', 28)];
  await expectTold('NO_DELIVERY', first, [of('CONTACT_REVEALED', 20)]);
});

test('LEDGER_SILENT: what is handed to it after its silence was explained', async () => {
  const routed = (at: number): Followed => ({
    ...{ source: 'audit', event: 'INQUIRY_ROUTED', at: before(at), inquiry: randomUUID() },
    detail: { agencies: ['mall'] },
  });
  await world.witness('mall', 9, before(60));
  await expectTold('LEDGER_SILENT', [routed(40), routed(30)], [routed(20)]);
  expect((await raised('LEDGER_SILENT'))[0]).toMatchObject({ detail: { inquiries: 1 } });
});

test('RECONCILIATION_GAP: another answer to an inquiry that nobody asked', async () => {
  const inquiry = randomUUID();
  const handed = { source: 'audit', event: 'INQUIRY_ROUTED', at: before(40), inquiry } as const;
  const answered = (at: number): Followed => ({
    ...{ source: 'mall', event: 'INQUIRY_ANSWERED', at: before(at), inquiry },
  });
  await setRule(world, OFFICER, { code: 'RECONCILIATION_GAP', enabled: true });
  await world.follow({ ...handed, detail: { agencies: ['mall'] } }, answered(40));
  await run();
  const open = await raised('RECONCILIATION_GAP', 'OPEN');
  expect(open).toHaveLength(2);
  for (const { id } of open)
    await decideAlert(world, OFFICER, { id, state: 'EXPLAINED', reason: 'a test' });
  expect(await raises('RECONCILIATION_GAP')).toBe(0);
  expect(await raises('RECONCILIATION_GAP', answered(30))).toBe(1);
  expect((await raised('RECONCILIATION_GAP'))[0]).toMatchObject({
    ...{ actor: 'mall', round: 1, detail: { gap: 'NOT_ASKED' } },
  });
});

test('what comes in while somebody decides is known to them, or told of after that', async () => {
  const at = (minute: number) => asked(`2026-03-02T14:${String(minute)}:00Z`);
  expect(await raises('OUT_OF_HOURS', at(10))).toBe(1);
  for (let index = 1; index < 20; index += 1) {
    const latest = world.follow(at(10 + index));
    const [{ id }] = await Promise.all([decide('OUT_OF_HOURS'), latest, run(), run()]);
    await run();
    const [step] = await world.owner.sql`
      select (followed ->> 'court')::int > ${index} as is_known
      from alert_step where alert_id = ${id} and number = 1`;
    expect(await raised('OUT_OF_HOURS', 'OPEN')).toHaveLength(step?.['is_known'] === true ? 0 : 1);
    index += 1;
    await raises('OUT_OF_HOURS', at(10 + index));
    expect(await raised('OUT_OF_HOURS', 'OPEN')).toHaveLength(1);
  }
});
