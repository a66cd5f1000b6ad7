import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { asked, followedWorld } from '../../../../tests/support/followed-world.ts';
import type { Followed, FollowedWorld } from '../../../../tests/support/followed-world.ts';
import { ledgerFault } from '../../tables.ts';
import { readRules } from '../alert-rules.ts';
import { findAll } from '../find-all.ts';
import type { Finding } from '../finding.ts';
import type { AlertRuleCode } from '../thresholds.ts';

/** A Tuesday, 15:00 in China. */
const NOW = '2026-03-03T07:00:00.000Z';
const before = (minutes: number): Date => new Date(Date.parse(NOW) - minutes * 60_000);
const DAY = 24 * 60;

let world: FollowedWorld;

beforeEach(async () => {
  world = await followedWorld(NOW);
});

afterEach(async () => {
  await world.close();
});

/** What a rule finds with the policy's thresholds in what came in since a day ago. */
async function found(code: AlertRuleCode, thresholds?: object): Promise<Finding[]> {
  const rules = await readRules(world.db);
  const rule = rules.find((one) => one.code === code);
  if (rule === undefined) throw new Error(`${code} is not set`);
  const period = { from: before(DAY), now: world.now() };
  return findAll(world.db, thresholds ? { code, thresholds } : rule, period);
}

const many = (count: number, one: (at: number) => Followed): Followed[] =>
  Array.from({ length: count }, (_, at) => one(at));

test('MANY_PARTIES: more than twenty of one clerk within an hour', async () => {
  await world.follow(...many(21, (at) => asked(before(60 - at))));
  await world.follow(...many(20, () => asked(before(5), { actor: 'zhao.shuji' })));
  const findings = await found('MANY_PARTIES');
  expect(findings).toMatchObject([
    { actor: 'wang.shuji', service: 'court', detail: { parties: 21, approved: 0, allowed: 20 } },
  ]);
  expect(await found('MANY_PARTIES')).toEqual(findings);
});

test('MANY_PARTIES: the same party again is one, and an hour later counts anew', async () => {
  const again = asked(before(30));
  await world.follow(...many(50, (at) => ({ ...again, at: before(40 - at / 2) })));
  await world.follow(...many(20, () => asked(before(100))), ...many(19, () => asked(before(35))));
  expect(await found('MANY_PARTIES')).toEqual([]);
});

test('MANY_PARTIES: what a judge has approved within the day is allowed besides', async () => {
  const batch: Followed = {
    ...{ event: 'BATCH_APPROVED', at: before(300), actor: 'li.faguan' },
    detail: { clerk: 'wang.shuji', parties: 200 },
  };
  await world.follow(batch, ...many(220, () => asked(before(10))));
  expect(await found('MANY_PARTIES')).toEqual([]);
  await world.follow(asked(before(9)));
  expect(await found('MANY_PARTIES')).toMatchObject([{ detail: { parties: 221, approved: 200 } }]);
});

test('OUT_OF_HOURS: at night and at weekends by the clock in China, once a person and day', async () => {
  await world.follow(
    asked('2026-03-02T22:59:59Z', { actor: 'early' }),
    asked('2026-03-02T23:00:00Z', { actor: 'at.seven' }),
    asked('2026-03-02T13:59:59Z', { actor: 'before.ten' }),
    asked('2026-03-02T14:00:00Z', { actor: 'late' }),
    asked('2026-03-02T14:30:00Z', { actor: 'late' }),
  );
  const findings = await found('OUT_OF_HOURS');
  expect(findings.map(({ actor }) => actor)).toEqual(['early', 'late']);
  expect(findings[1]?.detail).toEqual({
    ...{ event: 'INQUIRY_ASKED', local: '2026-03-02 22:00', weekday: 1 },
  });
  world.is('2026-03-07T07:00:00.000Z');
  await world.follow(asked('2026-03-07T06:00:00Z', { actor: 'saturday' }));
  expect((await found('OUT_OF_HOURS')).map(({ actor }) => actor)).toContain('saturday');
  const always = { from: '00:00', to: '23:59', weekends: true };
  expect(await found('OUT_OF_HOURS', always)).toEqual([]);
});

test('OUT_OF_HOURS: what services do by themselves is no use', async () => {
  await world.follow({ event: 'CONTACTS_EXPIRED', at: '2026-03-02T20:00:00Z', actor: 'court' });
  expect(await found('OUT_OF_HOURS')).toEqual([]);
});

test('MANY_REFUSED: more than ten of one person within an hour, a hundred of nobody known', async () => {
  const refused = (actor: string, at: number): Followed => ({
    ...{ source: 'audit', event: 'ACCESS_DENIED', at: before(at), actor },
    outcome: 'FORBIDDEN',
  });
  await world.follow(...many(11, (at) => refused('wang.shuji', 60 - at)));
  await world.follow(...many(10, (at) => refused('zhao.shuji', 60 - at)));
  await world.follow(...many(11, (at) => refused('chen', at * 7)));
  await world.follow(...many(100, () => refused('gateway', 3)));
  expect(await found('MANY_REFUSED')).toMatchObject([
    { actor: 'wang.shuji', service: 'audit', detail: { refusals: 11, last: 'FORBIDDEN' } },
  ]);
  await world.follow(refused('gateway', 2));
  const actors = (await found('MANY_REFUSED')).map(({ actor }) => actor);
  expect(actors).toEqual(['gateway', 'wang.shuji']);
});

test('SAME_PERSON_MANY_CASES: a fourth case within thirty days, once a case, without the pseudonym', async () => {
  const person = 'p'.repeat(43);
  const of = (caseNo: string, days: number) => asked(before(days * DAY + 1), { person, caseNo });
  await world.follow(of('a', 29), of('a', 10), of('b', 8), of('c', 3), of('c', 0));
  expect(await found('SAME_PERSON_MANY_CASES')).toEqual([]);
  await world.follow(asked(before(1), { person, caseNo: 'd', actor: 'zhao.shuji' }));
  const findings = await found('SAME_PERSON_MANY_CASES');
  expect(findings).toMatchObject([
    { caseNo: 'd', actor: 'zhao.shuji', detail: { cases: 4, clerks: 2, days: 30 } },
  ]);
  expect(findings[0]?.detail['caseNos']).toEqual(['a', 'b', 'c', 'd']);
  expect(JSON.stringify(findings)).not.toContain(person);
});

test('SAME_PERSON_MANY_CASES: cases longer ago, and those of another ledger, do not count', async () => {
  const person = 'p'.repeat(43);
  const of = (caseNo: string, days: number, source = 'court') =>
    asked(before(days * DAY + 1), { person, caseNo, source });
  await world.follow(of('a', 40), of('b', 2), of('c', 1), of('d', 0), of('e', 0, 'police'));
  expect(await found('SAME_PERSON_MANY_CASES')).toEqual([]);
});

test('OWN_OR_KIN: each conflict that the court found, of the grounds that are watched', async () => {
  const conflict = (outcome: string): Followed => ({
    ...{ event: 'CONFLICT_FOUND', at: before(3), caseNo: 'a', outcome },
    detail: { repair: randomUUID() },
  });
  await world.follow(conflict('DECLARED_KIN'), conflict('SHARED_HOUSEHOLD'), asked(before(2)));
  expect(await found('OWN_OR_KIN')).toMatchObject([
    { key: 'court:0', actor: 'wang.shuji', caseNo: 'a', detail: { ground: 'DECLARED_KIN' } },
    { key: 'court:1', detail: { ground: 'SHARED_HOUSEHOLD' } },
  ]);
  expect(await found('OWN_OR_KIN', { grounds: ['DECLARED_KIN'] })).toHaveLength(1);
});

test('NO_DELIVERY: found, opened, and nothing sent for fifteen days', async () => {
  const of = (event: Followed['event'], repair: string, days: number): Followed => ({
    ...{ event, at: before(days * DAY + 1), caseNo: 'a', detail: { repair } },
    ...(event === 'INQUIRY_SETTLED' && { outcome: 'FOUND' }),
  });
  const [idle, sent, fresh, unfound] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
  await world.follow(
    ...[idle, sent].map((repair) => of('INQUIRY_SETTLED', repair, 20)),
    of('INQUIRY_SETTLED', fresh, 10),
    { ...of('INQUIRY_SETTLED', unfound, 20), outcome: 'NEEDS_REVIEW' },
    ...[idle, sent, unfound].map((repair) => of('CONTACT_REVEALED', repair, 18)),
    of('CONTACT_REVEALED', fresh, 10),
    of('DELIVERY_ATTEMPTED', sent, 16),
  );
  expect(await found('NO_DELIVERY')).toMatchObject([
    { key: `court:${idle}`, actor: 'wang.shuji', detail: { repair: idle, days: 15 } },
  ]);
});

test('LEDGER_INCONSISTENT: each fault that the witness noted', async () => {
  expect(await found('LEDGER_INCONSISTENT')).toEqual([]);
  const fault = { id: randomUUID(), source: 'mall', fault: 'SHRUNK', sizeBefore: 12, note: 'x' };
  await world.db.insert(ledgerFault).values({ ...fault, foundAt: before(1) });
  expect(await found('LEDGER_INCONSISTENT')).toMatchObject([
    { key: fault.id, service: 'mall', detail: { fault: 'SHRUNK', sizeBefore: 12 } },
  ]);
});

test('LEDGER_SILENT: inquiries were routed to it and its checkpoint has not moved since', async () => {
  const routed = (at: number, ...agencies: string[]): Followed => ({
    ...{ source: 'audit', event: 'INQUIRY_ROUTED', at: before(at), inquiry: randomUUID() },
    detail: { agencies },
  });
  await world.witness('police', 4, before(60));
  await world.witness('police', 5, before(19));
  await world.witness('mall', 9, before(60));
  await world.follow(routed(20, 'police', 'mall'), routed(15, 'mall'), routed(5, 'market'));
  expect(await found('LEDGER_SILENT')).toMatchObject([
    { key: 'mall:9', service: 'mall', detail: { inquiries: 2, size: 9, minutes: 10 } },
  ]);
  await world.witness('mall', 10, before(0));
  expect(await found('LEDGER_SILENT')).toEqual([]);
});

test('LEDGER_SILENT: a court that was passed replies and recorded nothing', async () => {
  const inquiry = randomUUID();
  await world.witness('court', 1, before(31));
  await world.follow(asked(before(31), { inquiry }), {
    ...{ source: 'audit', event: 'INQUIRY_PASSED', at: before(30), inquiry },
    detail: { agencies: { police: 'ANSWERED' } },
  });
  expect(await found('LEDGER_SILENT')).toMatchObject([{ key: 'court:1', inquiry }]);
});

test('RECONCILIATION_GAP: what one ledger says and another does not', async () => {
  const hub = (event: Followed['event'], inquiry: string, agencies: object): Followed => ({
    ...{ source: 'audit', event, at: before(20), inquiry, detail: { agencies: { ...agencies } } },
  });
  const routed = (inquiry: string, ...agencies: string[]): Followed => ({
    ...{ source: 'audit', event: 'INQUIRY_ROUTED', at: before(20), inquiry, detail: { agencies } },
  });
  const answered = (source: string, inquiry: string): Followed => ({
    ...{ source, event: 'INQUIRY_ANSWERED', at: before(20), inquiry, outcome: 'MATCHED' },
  });
  const [whole, invented, secret, silent] = many(4, (at) => asked(before(21 + at))).map(
    ({ inquiry = '' }) => inquiry,
  ) as [string, string, string, string];
  await world.follow(
    ...[whole, secret, silent].map((inquiry) => asked(before(21), { inquiry })),
    ...[routed(whole, 'police'), answered('police', whole)],
    hub('INQUIRY_PASSED', whole, { police: 'ANSWERED' }),
    ...[routed(invented, 'police'), answered('police', invented), answered('mall', secret)],
    ...[routed(silent, 'mall'), hub('INQUIRY_PASSED', silent, { mall: 'ANSWERED' })],
    asked(before(21)),
  );
  const gaps = (await found('RECONCILIATION_GAP')).map(({ inquiry, detail }) => [inquiry, detail]);
  expect(gaps).toHaveLength(4);
  expect(gaps).toEqual(
    expect.arrayContaining([
      [invented, { gap: 'NOT_ASKED', missingAt: 'court', saidBy: 'police' }],
      [invented, { gap: 'ROUTED_UNASKED', missingAt: 'court', saidBy: 'audit' }],
      [secret, { gap: 'NOT_ROUTED', missingAt: 'audit', saidBy: 'mall' }],
      [silent, { gap: 'NOT_RECORDED', missingAt: 'mall', saidBy: 'audit' }],
    ]),
  );
});

test('RECONCILIATION_GAP: what was put to nobody is none, unless some agency knows of it', async () => {
  const passed = (inquiry: string, status: string): Followed[] => [
    ...(['INQUIRY_ROUTED', 'INQUIRY_PASSED'] as const).map((event) => ({
      ...{ source: 'audit', event, at: before(20), inquiry },
      detail: { agencies: event === 'INQUIRY_ROUTED' ? ['police'] : { police: status } },
    })),
  ];
  const [nobody, answered, heard] = [randomUUID(), randomUUID(), randomUUID()];
  await world.follow(
    ...[...passed(nobody, 'REFUSED'), ...passed(answered, 'ANSWERED'), ...passed(heard, 'REFUSED')],
    { source: 'police', event: 'INQUIRY_REFUSED', at: before(20), inquiry: heard },
  );
  const gaps = (await found('RECONCILIATION_GAP')).map(({ inquiry, detail }) => [
    inquiry,
    detail['gap'],
  ]);
  expect(gaps).not.toContainEqual([nobody, expect.anything()]);
  expect(gaps).toContainEqual([answered, 'ROUTED_UNASKED']);
  expect(gaps).toContainEqual([heard, 'ROUTED_UNASKED']);
});

test('RECONCILIATION_GAP: neither too early nor while a ledger is still being read', async () => {
  const inquiry = randomUUID();
  const answer: Followed = { source: 'mall', event: 'INQUIRY_ANSWERED', at: before(10), inquiry };
  await world.follow(answer);
  expect(await found('RECONCILIATION_GAP')).toEqual([]);
  world.is(new Date(Date.parse(NOW) + 10 * 60_000));
  await world.witness('court', 7, before(10));
  await world.witness('audit', 3, before(10));
  expect(await found('RECONCILIATION_GAP')).toEqual([]);
});
