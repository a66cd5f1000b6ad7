import { afterEach, beforeEach, expect, test } from 'vitest';
import { asked, followedWorld } from '../../../tests/support/followed-world.ts';
import type { FollowedWorld } from '../../../tests/support/followed-world.ts';
import { decideAlert } from './decide-alert.ts';
import { evaluate } from './evaluate.ts';
import { listAlerts, loadTrails } from './load-alerts.ts';
import { setRule } from './set-rule.ts';

const NOW = '2026-03-03T07:00:00.000Z';
const CONFLICT = {
  ...({ event: 'CONFLICT_FOUND', at: '2026-03-03T06:00:00Z', caseNo: 'a' } as const),
  outcome: 'DECLARED_KIN',
};
const OFFICER = 'zhou.yinsi';

let world: FollowedWorld;

beforeEach(async () => {
  world = await followedWorld(NOW);
});

afterEach(async () => {
  await world.close();
});

const run = (delivers = false) => evaluate({ ...world, delivers });
const alerts = (filter = {}) => listAlerts(world.db, filter, { limit: 100, inverted: false });

async function onlyAlert() {
  const [one, ...others] = await alerts();
  if (one === undefined || others.length > 0) throw new Error('not one alert');
  return one;
}

test('a finding is raised once, with its step, its entry in the hub’s ledger and a line of the log', async () => {
  await world.follow(CONFLICT);
  expect(await run()).toBe(1);
  expect(await run()).toBe(0);
  const raised = await onlyAlert();
  expect(raised).toMatchObject({ rule: 'OWN_OR_KIN', state: 'OPEN', raisedAt: world.now() });
  expect(await loadTrails(world.db, [raised.id])).toMatchObject([
    [{ number: 0, actor: 'audit', state: 'OPEN', reason: null }],
  ]);
  expect(await world.recorded()).toMatchObject([
    { event: 'ALERT_CHANGED', actor: 'audit', outcome: 'OPEN' },
  ]);
  const lines = world.lines.filter((line) => line.includes('"alert":"OWN_OR_KIN"'));
  expect(lines).toHaveLength(1);
  expect(lines.join('')).toContain(raised.id);
  expect(world.lines.join('')).not.toMatch(/wang\.shuji|"a"/u);
});

test('what comes in late is judged however old it is', async () => {
  await world.follow(asked('2026-03-03T02:00:00Z'));
  await run();
  await world.follow(...Array.from({ length: 21 }, () => asked('2026-02-03T02:00:00Z')));
  await run();
  expect((await alerts()).map(({ rule }) => rule)).toEqual(['MANY_PARTIES']);
});

test('more findings than a statement takes are raised all the same, and once', async () => {
  for (let at = 0; at < 8; at += 1)
    await world.follow(...Array.from({ length: 1000 }, () => CONFLICT));
  expect(await run(true)).toBe(8000);
  expect(await run(true)).toBe(0);
  expect(await world.recorded()).toHaveLength(8000);
});

test('a rule that is off raises nothing, and one that does not fit keeps none of the others', async () => {
  await world.owner.sql`update alert_rule set thresholds = '{}' where code = 'MANY_PARTIES'`;
  await world.follow(CONFLICT, asked('2026-03-02T18:00:00Z'));
  await setRule(world, OFFICER, { code: 'OUT_OF_HOURS', enabled: false });
  expect(await run()).toBe(1);
  expect(world.lines.join('')).toContain('"rule":"MANY_PARTIES"');
  await setRule(world, OFFICER, { code: 'OUT_OF_HOURS', enabled: true });
  expect(await run()).toBe(1);
});

test('a person explains or confirms it; the trail keeps every step, the ledger its digest', async () => {
  await world.follow(CONFLICT);
  await run();
  const { id } = await onlyAlert();
  const explained = { id, state: 'EXPLAINED', reason: 'a shared office line' } as const;
  expect(await decideAlert(world, OFFICER, explained)).toMatchObject({ id, state: 'EXPLAINED' });
  await decideAlert(world, OFFICER, { id, state: 'CONFIRMED', reason: 'kin after all' });
  expect((await loadTrails(world.db, [id]))[0]).toMatchObject([
    { state: 'OPEN' },
    { state: 'EXPLAINED', actor: OFFICER, reason: 'a shared office line' },
    { state: 'CONFIRMED', actor: OFFICER, reason: 'kin after all' },
  ]);
  expect(await alerts({ state: 'CONFIRMED' })).toHaveLength(1);
  expect(await alerts({ state: 'OPEN' })).toHaveLength(0);
  const entries = await world.recorded();
  expect(entries.map(({ outcome }) => outcome)).toEqual(['OPEN', 'EXPLAINED', 'CONFIRMED']);
  expect(entries[1]?.body).toMatchObject({ detail: { alert: id, rule: 'OWN_OR_KIN' } });
  expect(JSON.stringify(entries)).not.toContain('office');
});

test('two who decide at once both stand in the trail', async () => {
  await world.follow(CONFLICT);
  await run();
  const { id } = await onlyAlert();
  const decide = (actor: string) =>
    decideAlert(world, actor, { id, state: 'EXPLAINED', reason: 'seen' });
  await Promise.all([decide('a.officer'), decide('b.officer')]);
  expect((await loadTrails(world.db, [id]))[0]?.map(({ number }) => number)).toEqual([0, 1, 2]);
});

test('nobody decides about their own doing, by their subject or by their pseudonym at an agency', async () => {
  const [own, other] = ['sun.jiancha', OFFICER];
  const pseudonym = 'n'.repeat(43);
  const refused = Array.from({ length: 11 }, (_, at) => ({
    ...({
      source: 'police',
      event: 'INQUIRY_REFUSED',
      actor: pseudonym,
      outcome: 'EXPIRED',
    } as const),
    at: `2026-03-03T06:${String(10 + at)}:00Z`,
  }));
  await world.follow(
    { ...CONFLICT, actor: own },
    asked('2026-03-03T06:00:00Z', { actor: own, detail: { pseudonym } }),
    ...refused,
  );
  expect(await run()).toBe(2);
  const raised = await alerts();
  expect(raised.map(({ actor }) => actor).sort()).toEqual([pseudonym, own].sort());
  for (const { id } of raised) {
    for (const state of ['EXPLAINED', 'CONFIRMED'] as const)
      await expect(decideAlert(world, own, { id, state, reason: 'fine' })).rejects.toMatchObject({
        extensions: { code: 'SECOND_PERSON_NEEDED' },
      });
    const decided = await decideAlert(world, other, { id, state: 'EXPLAINED', reason: 'fine' });
    expect(decided.state).toBe('EXPLAINED');
    expect((await loadTrails(world.db, [id]))[0]).toHaveLength(2);
  }
});

test('what is not there cannot be decided', async () => {
  const decision = { id: crypto.randomUUID(), state: 'EXPLAINED', reason: 'none' } as const;
  await expect(decideAlert(world, OFFICER, decision)).rejects.toMatchObject({
    extensions: { code: 'ALERT_NOT_FOUND' },
  });
  expect(await world.recorded()).toEqual([]);
});

test('thresholds that do not fit the rule change nothing', async () => {
  for (const thresholds of ['{"parties": 0, "minutes": 60}', '{"parties": 20}', 'x', '{}']) {
    const change = { code: 'MANY_PARTIES', enabled: true, thresholds } as const;
    await expect(setRule(world, OFFICER, change)).rejects.toMatchObject({
      extensions: { code: 'BAD_USER_INPUT', argument: 'thresholds', problem: 'NOT_THRESHOLDS' },
    });
  }
  const thresholds = '{"minutes": 30, "parties": 5}';
  const set = await setRule(world, OFFICER, { code: 'MANY_PARTIES', enabled: true, thresholds });
  expect(set).toMatchObject({ thresholds: { parties: 5, minutes: 30 }, changedBy: OFFICER });
  expect(await world.recorded()).toMatchObject([{ event: 'ALERT_CHANGED', outcome: 'RULE_ON' }]);
});

test('an alert that the ledger does not take is not raised', async () => {
  await world.follow(CONFLICT);
  await world.owner.sql`alter table ledger_node rename to gone`;
  expect(await run(true)).toBe(0);
  await world.owner.sql`alter table gone rename to ledger_node`;
  expect(await alerts()).toEqual([]);
  expect(await run(true)).toBe(1);
});

test('alerts and steps cannot be changed by the role that serves', async () => {
  await world.follow(CONFLICT);
  await run();
  for (const table of ['alert', 'alert_step', 'disclosure_delay']) {
    for (const change of [`delete from ${table} where true`, `delete from ${table}`])
      await expect(world.db.execute(change)).rejects.toMatchObject({ cause: { code: '42501' } });
  }
});
