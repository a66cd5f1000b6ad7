import { expect, test } from 'vitest';
import { decideAll } from './decide-all.ts';
import type { HeldRecord } from './held-record.ts';
import { AS_OF, askedPerson, heldRecord, ID, PHONE } from './toy-records.ts';

/** A newer row that has the phone, under an ID number that cannot be read. */
function unread(name: string, more: Partial<HeldRecord> = {}): HeldRecord {
  return heldRecord({ name }, { phone: PHONE, observedOn: '2026-03-01', unread: true, ...more });
}

const LINK = { name: '张伟', phone: PHONE, phoneObservedOn: '2020-01-01' };
const decide = (asked: Parameters<typeof askedPerson>[0], ...rows: HeldRecord[]) =>
  decideAll([askedPerson(asked)], rows, AS_OF)[0];

test('a phone that stands under somebody else is reassigned, though nobody can read who that is', () => {
  const answer = decide({ ...LINK, id: ID }, unread('李丽'));
  expect(answer).toMatchObject({ outcome: 'NO_RECORD', phoneReassigned: true });
  expect(decide({ name: '张伟', phone: PHONE }, unread('李丽'))).toMatchObject({
    ...{ outcome: 'NO_RECORD', elements: { phone: 'MISMATCH' } },
  });
});

test.each(['张伟', '张維', '张卫'])('%s could be the party: nothing is said of them', (name) => {
  for (const id of [{ id: ID }, {}]) {
    const answer = decide({ ...LINK, ...id }, unread(name));
    expect(answer).toMatchObject({ outcome: 'NO_RECORD', contacts: [] });
    expect(answer).not.toHaveProperty('phoneReassigned');
  }
});

test('without a name nobody can tell whose it is', () => {
  const { name: _, ...phone } = LINK;
  expect(decide({ ...phone, id: ID }, unread('李丽'))).not.toHaveProperty('phoneReassigned');
});

test('a protection is never lost, nor a death', () => {
  const protectedRow = unread('张伟', {
    holder: { name: '张伟', formerNames: [], protected: true },
  });
  expect(decide(LINK, protectedRow)).toMatchObject({ outcome: 'BLOCKED', blockedBy: 'PROTECTED' });
  const dead = unread('张伟', { holder: { name: '张伟', formerNames: [], deceased: true } });
  expect(decide(LINK, dead)).toMatchObject({ outcome: 'BLOCKED', blockedBy: 'DECEASED' });
  expect(decide(LINK, unread('张伟'))).toMatchObject({ outcome: 'NO_RECORD' });
});

test('a row of the party beside it is matched as ever', () => {
  const own = heldRecord({ id: ID }, { phone: PHONE });
  expect(decide({ ...LINK, id: ID }, own, unread('张伟'))).toMatchObject({
    ...{ outcome: 'MATCHED', contacts: own.contacts },
  });
});

test('a line that is dead is dead, whoever had it', () => {
  const line = { state: 'CANCELLED' } as const;
  for (const name of ['张伟', '李丽']) {
    expect(decide({ ...LINK, id: ID }, unread(name, { line }))).toMatchObject({
      ...{ outcome: 'NO_RECORD', contacts: [], line: { state: 'CANCELLED', holder: 'NOT_HELD' } },
    });
  }
});
