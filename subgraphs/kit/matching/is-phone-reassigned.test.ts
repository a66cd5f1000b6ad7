import { expect, test } from 'vitest';
import type { AskedParty } from '../../../schema/contract/warrant.ts';
import { decide } from './decide.ts';
import type { HeldRecord } from './held-record.ts';
import { AS_OF, askedPerson, CODE, heldRecord, ID, PHONE, TWIN } from './toy-records.ts';

const question = { id: ID, name: '张伟', phone: PHONE, phoneObservedOn: '2026-03-01' };
const reassigned = (elements: Partial<AskedParty>, ...held: HeldRecord[]) =>
  decide(askedPerson({ ...question, ...elements }), held, AS_OF).phoneReassigned;
const row = (holder: Partial<HeldRecord['holder']>, observedOn: string) =>
  heldRecord(holder, { phone: PHONE, observedOn });

test('a newer row of another ID reassigns the phone, whatever else the register holds', () => {
  expect(reassigned({}, row({ id: TWIN, name: '李丽' }, '2026-03-02'))).toBe(true);
  const mine = row({ id: ID }, '2026-02-01');
  expect(reassigned({}, mine, row({ id: TWIN, name: '李丽' }, '2026-03-02'))).toBe(true);
});

test('a row as old as the link, or older, does not', () => {
  expect(reassigned({}, row({ id: TWIN, name: '李丽' }, '2026-03-01'))).toBeUndefined();
});

test('a row older than the own one of the register does not', () => {
  const mine = row({ id: ID }, '2026-05-01');
  expect(reassigned({}, mine, row({ id: TWIN, name: '李丽' }, '2026-04-01'))).toBeUndefined();
});

test('a newer row without ID reassigns it when it names another', () => {
  expect(reassigned({}, row({ name: '李丽' }, '2026-04-01'))).toBe(true);
  expect(reassigned({}, row({ name: '張偉' }, '2026-04-01'))).toBeUndefined();
  expect(reassigned({}, row({ name: '张维' }, '2026-04-01'))).toBeUndefined();
});

test('nothing of the other person is told', () => {
  const told = decide(
    askedPerson(question),
    [row({ id: TWIN, name: '李丽' }, '2026-04-01')],
    AS_OF,
  );
  expect(told).toEqual({
    ref: '1',
    outcome: 'NO_RECORD',
    elements: { name: 'NOT_HELD', idNumber: 'NOT_HELD', phone: 'MISMATCH' },
    phoneReassigned: true,
    contacts: [],
  });
});

test('without a date of the link nothing is said', () => {
  const asked = askedPerson({ id: ID, name: '张伟', phone: PHONE });
  const told = decide(asked, [row({ id: TWIN, name: '李丽' }, '2026-04-01')], AS_OF);
  expect(told).not.toHaveProperty('phoneReassigned');
});

test('a newer row of a company does not reassign the phone of a person, nor the other way', () => {
  const company = { ...row({ id: CODE, name: '雪秀商行' }, '2026-04-01'), organisation: true };
  expect(reassigned({}, company)).toBeUndefined();
  const other = { ...company, holder: { name: '玉明商行', formerNames: [] } };
  const ask = { partyType: 'ORGANISATION', id: CODE, name: '雪秀商行' } as const;
  expect(reassigned(ask, other, row({ id: TWIN, name: '李丽' }, '2026-04-01'))).toBeUndefined();
});
