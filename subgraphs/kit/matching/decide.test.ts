import { expect, test } from 'vitest';
import type { AskedParty } from '../../../schema/contract/warrant.ts';
import { decide } from './decide.ts';
import type { HeldRecord } from './held-record.ts';
import { AS_OF, askedPerson, CODE, heldRecord, ID, PHONE, TWIN } from './toy-records.ts';

const answer = (elements: Partial<AskedParty>, ...held: HeldRecord[]) =>
  decide(askedPerson(elements), held, AS_OF);
const byId = (...held: HeldRecord[]) => answer({ id: ID, name: '张伟' }, ...held);
const byBoth = (...held: HeldRecord[]) => answer({ id: ID, name: '张伟', phone: PHONE }, ...held);
const byPhone = (...held: HeldRecord[]) => answer({ name: '张伟', phone: PHONE }, ...held);
const nothing = { contacts: [] };

// the table of the domain rules, section 4, row by row

test('asked with ID; the same ID and name: MATCHED, with contacts', () => {
  const row = heldRecord({ id: ID });
  expect(byId(row)).toEqual({
    ref: '1',
    outcome: 'MATCHED',
    elements: { name: 'MATCH', idNumber: 'MATCH', phone: 'NOT_ASKED' },
    contacts: row.contacts,
  });
});

test('asked with ID; the same ID and a variant of the name: MATCHED, with the reason', () => {
  expect(byId(heldRecord({ id: ID, name: '張偉' }))).toMatchObject({
    outcome: 'MATCHED',
    elements: { name: 'VARIANT' },
    nameReason: 'TRADITIONAL_FORM',
    contacts: [{ kind: 'ADDRESS' }],
  });
});

test('asked with ID and phone; the same ID: the phone verdict is reported', () => {
  const phoneVerdict = (...held: HeldRecord[]) => byBoth(...held).elements.phone;
  const mine = heldRecord({ id: ID }, { phone: PHONE });
  const other = heldRecord({ id: TWIN, name: '李丽' }, { phone: PHONE });
  expect(phoneVerdict(mine)).toBe('MATCH');
  expect(phoneVerdict(mine, other)).toBe('MATCH');
  expect(phoneVerdict(heldRecord({ id: ID }), other)).toBe('MISMATCH');
  expect(phoneVerdict(heldRecord({ id: ID }, { phone: '+8613800000000' }))).toBe('NOT_HELD');
});

test('asked with ID; the same ID and a similar name: REVIEW, no contacts', () => {
  expect(byId(heldRecord({ id: ID, name: '张维' }))).toMatchObject({
    ...{ outcome: 'REVIEW', elements: { name: 'SIMILAR', idNumber: 'MATCH' }, ...nothing },
    nameReason: 'HOMOPHONE',
  });
});

test('asked with ID; the same ID and another name: CONFLICT, no contacts', () => {
  const told = byId(heldRecord({ id: ID, name: '曹磊艳' }));
  expect(told).toMatchObject({ outcome: 'CONFLICT', elements: { name: 'MISMATCH' }, ...nothing });
  expect(JSON.stringify(told)).not.toContain('曹');
});

test('asked with ID and phone; a row without ID, same phone and name: MATCHED, ID NOT_HELD', () => {
  const row = heldRecord({ name: '張偉' }, { phone: PHONE });
  expect(byBoth(row)).toEqual({
    ref: '1',
    outcome: 'MATCHED',
    elements: { name: 'VARIANT', idNumber: 'NOT_HELD', phone: 'MATCH' },
    nameReason: 'TRADITIONAL_FORM',
    contacts: row.contacts,
  });
});

test('asked with ID and phone; a row without ID, same phone, similar name: NO_RECORD', () => {
  expect(byBoth(heldRecord({ name: '张维' }, { phone: PHONE }))).toMatchObject({
    ...{ outcome: 'NO_RECORD', elements: { name: 'NOT_HELD', phone: 'MISMATCH' }, ...nothing },
  });
});

test('asked with ID and phone; the phone under another ID: NO_RECORD, phone MISMATCH', () => {
  for (const name of ['张伟', '李丽']) {
    expect(byBoth(heldRecord({ id: TWIN, name }, { phone: PHONE }))).toEqual({
      ref: '1',
      outcome: 'NO_RECORD',
      elements: { name: 'NOT_HELD', idNumber: 'NOT_HELD', phone: 'MISMATCH' },
      contacts: [],
    });
  }
});

test('asked with ID and phone; the phone under another name: NO_RECORD, phone MISMATCH', () => {
  expect(byBoth(heldRecord({ name: '李丽' }, { phone: PHONE }))).toMatchObject({
    ...{ outcome: 'NO_RECORD', elements: { name: 'NOT_HELD', phone: 'MISMATCH' }, ...nothing },
  });
});

test('asked with name and phone; exactly one person fits: MATCHED, their ID goes to the court', () => {
  const row = heldRecord({ id: ID }, { phone: PHONE });
  const spouse = heldRecord({ id: TWIN, name: '李丽' }, { phone: PHONE });
  expect(byPhone(spouse, row)).toEqual({
    ref: '1',
    outcome: 'MATCHED',
    elements: { name: 'MATCH', idNumber: 'NOT_ASKED', phone: 'MATCH' },
    contacts: row.contacts,
    discovered: { id: ID },
  });
});

test('asked with name and phone; the phone under other names only: NO_RECORD, phone MISMATCH', () => {
  expect(byPhone(heldRecord({ id: ID, name: '李丽' }, { phone: PHONE }))).toEqual({
    ref: '1',
    outcome: 'NO_RECORD',
    elements: { name: 'NOT_HELD', idNumber: 'NOT_ASKED', phone: 'MISMATCH' },
    contacts: [],
  });
});

test('nobody: NO_RECORD', () => {
  expect(byBoth()).toEqual({
    ref: '1',
    outcome: 'NO_RECORD',
    elements: { name: 'NOT_HELD', idNumber: 'NOT_HELD', phone: 'NOT_HELD' },
    contacts: [],
  });
  expect(byPhone()).toMatchObject({ outcome: 'NO_RECORD', elements: { phone: 'NOT_HELD' } });
});

test('a deceased, protected or minor person: BLOCKED, no contacts', () => {
  const blocked = (holder: Partial<HeldRecord['holder']>) =>
    byId(heldRecord({ id: ID, ...holder }));
  expect(blocked({ deceased: true, protected: true })).toEqual({
    ref: '1',
    outcome: 'BLOCKED',
    blockedBy: 'DECEASED',
    elements: { name: 'MATCH', idNumber: 'MATCH', phone: 'NOT_ASKED' },
    contacts: [],
  });
  expect(blocked({ protected: true })).toMatchObject({ blockedBy: 'PROTECTED', ...nothing });
  expect(blocked({ birthDate: '2008-11-21' })).toMatchObject({ blockedBy: 'MINOR', ...nothing });
  expect(blocked({ birthDate: '2008-11-20' })).toMatchObject({ outcome: 'MATCHED' });
});

// what the table leaves open

test('a minor is known by the ID number where the register has no birth date', () => {
  const young = { type: 'RESIDENT_ID', number: '330782201501010010' } as const;
  const row = heldRecord({ id: young }, { phone: PHONE });
  expect(answer({ id: young, name: '张伟' }, row)).toMatchObject({ blockedBy: 'MINOR' });
  expect(byPhone(row)).toMatchObject({ blockedBy: 'MINOR' });
  const bare = heldRecord({}, { phone: PHONE });
  expect(answer({ id: young, name: '张伟', phone: PHONE }, bare)).toMatchObject({
    blockedBy: 'MINOR',
  });
});

test('a similar name with the same ID is blocked as well, another name is not', () => {
  const dead = (name: string) => byId(heldRecord({ id: ID, name, deceased: true }));
  expect(dead('张维')).toMatchObject({ outcome: 'BLOCKED' });
  expect(dead('曹磊艳')).toMatchObject({ outcome: 'CONFLICT' });
  expect(dead('曹磊艳')).not.toHaveProperty('blockedBy');
});

test('the death of somebody of a similar name on the same phone stays untold', () => {
  const brother = heldRecord({ id: TWIN, name: '张维', deceased: true }, { phone: PHONE });
  expect(byPhone(brother)).toMatchObject({ outcome: 'REVIEW', ...nothing });
  expect(byPhone(brother)).not.toHaveProperty('blockedBy');
});

test('a former name matches, and the current one goes to the court', () => {
  const row = heldRecord({ id: ID, name: '张强', formerNames: ['张伟'] });
  expect(byId(row)).toMatchObject({
    ...{ outcome: 'MATCHED', nameReason: 'FORMER_NAME', discovered: { currentName: '张强' } },
  });
});

test('several rows of one person give their contacts once', () => {
  const other = { ...heldRecord({}).contacts[0], value: '义乌市福田街道2号' };
  const first = heldRecord({ id: ID });
  const second = { ...heldRecord({ id: ID }), contacts: [...first.contacts, other as never] };
  expect(byId(first, second).contacts).toHaveLength(2);
});

test('of several rows with one ID the best name decides, and only rows that fit give contacts', () => {
  const stranger = { ...heldRecord({ id: ID, name: '曹磊艳' }, { phone: PHONE }) };
  const mine = heldRecord({ id: ID }, { contacts: [] });
  const told = byBoth(stranger, mine);
  expect(told).toMatchObject({ outcome: 'MATCHED', elements: { name: 'MATCH' }, ...nothing });
  expect(told.elements.phone).toBe('NOT_HELD');
});

test('a row without ID joins the person found by ID when phone and name fit', () => {
  const stall = heldRecord({}, { phone: PHONE, observedOn: '2026-05-05' });
  const told = byBoth(heldRecord({ id: ID }, { contacts: [] }), stall);
  expect(told.contacts).toEqual(stall.contacts);
  expect(told.elements.phone).toBe('MATCH');
});

test('a row without ID does not join where a namesake with another ID holds the phone', () => {
  const stall = heldRecord({}, { phone: PHONE });
  const namesake = heldRecord({ id: TWIN }, { phone: PHONE });
  expect(byBoth(heldRecord({ id: ID }, { contacts: [] }), stall, namesake)).toMatchObject({
    ...{ outcome: 'MATCHED', elements: { phone: 'MISMATCH' }, ...nothing },
  });
});

test('a row without ID beside a namesake with another ID is nobody’s where an ID was asked', () => {
  const stall = heldRecord({}, { phone: PHONE });
  const namesake = heldRecord({ id: TWIN }, { phone: PHONE });
  expect(byBoth(stall, namesake)).toMatchObject({
    ...{ outcome: 'NO_RECORD', elements: { phone: 'MISMATCH' }, ...nothing },
  });
});

test('without a name the ID decides, if its rows agree on one', () => {
  const ask = { id: ID, phone: PHONE };
  expect(answer(ask, heldRecord({ id: ID }))).toMatchObject({
    ...{ outcome: 'MATCHED', elements: { name: 'NOT_ASKED', idNumber: 'MATCH' } },
  });
  const rows = [heldRecord({ id: ID }), heldRecord({ id: ID, name: '曹磊艳' })];
  expect(answer(ask, ...rows)).toMatchObject({ outcome: 'REVIEW', ...nothing });
});

test('without a name a row without ID is nobody', () => {
  expect(answer({ id: ID, phone: PHONE }, heldRecord({}, { phone: PHONE }))).toMatchObject({
    ...{ outcome: 'NO_RECORD', elements: { name: 'NOT_ASKED', phone: 'MISMATCH' }, ...nothing },
  });
});

test('two people of one name on one phone are for a human', () => {
  const rows = [
    heldRecord({ id: ID }, { phone: PHONE }),
    heldRecord({ id: TWIN }, { phone: PHONE }),
  ];
  expect(byPhone(...rows)).toMatchObject({
    ...{ outcome: 'REVIEW', elements: { name: 'MATCH', phone: 'MATCH' }, ...nothing },
  });
});

test('rows with and without ID of one name on one phone are one person', () => {
  const rows = [heldRecord({ id: ID }, { phone: PHONE }), heldRecord({}, { phone: PHONE })];
  expect(byPhone(...rows)).toMatchObject({ outcome: 'MATCHED', discovered: { id: ID } });
});

test('a passport of another state is another passport', () => {
  const passport = { type: 'PASSPORT', number: 'A1071274' } as const;
  const row = heldRecord({ id: { ...passport, issuingState: 'RUS' } });
  const ask = { id: { ...passport, issuingState: 'IND' }, name: '张伟' };
  expect(answer(ask, row)).toMatchObject({
    outcome: 'NO_RECORD',
    elements: { idNumber: 'NOT_HELD' },
  });
});

test('an organisation is matched by its code, with its state and who represents it', () => {
  const row = heldRecord(
    { id: CODE, name: '义乌雪秀（集团）有限公司' },
    { organisation: true, enterpriseStatus: 'REVOKED', legalRepresentative: '吴艳丽' },
  );
  const ask = { partyType: 'ORGANISATION', id: CODE, name: '义乌雪秀(集团)有限公司' } as const;
  expect(answer(ask, row)).toMatchObject({
    ...{ outcome: 'MATCHED', enterpriseStatus: 'REVOKED', legalRepresentative: '吴艳丽' },
  });
});

test('an organisation whose name a register does not hold is matched by its code alone', () => {
  const stall = heldRecord({ id: CODE, name: '' }, { organisation: true, phone: PHONE });
  const ask = { partyType: 'ORGANISATION', id: CODE, name: '雪秀商行' } as const;
  expect(answer(ask, stall)).toMatchObject({
    ...{ outcome: 'MATCHED', elements: { name: 'NOT_HELD' }, contacts: stall.contacts },
  });
  const other = heldRecord({ id: CODE, name: '玉明商行' }, { organisation: true });
  expect(answer(ask, stall, other)).toMatchObject({ outcome: 'CONFLICT', ...nothing });
  const byItsPhone = { partyType: 'ORGANISATION', name: '雪秀商行', phone: PHONE } as const;
  expect(answer(byItsPhone, stall)).toMatchObject({ outcome: 'NO_RECORD', ...nothing });
});

test('a person whose name a register does not hold is for a human', () => {
  expect(byId(heldRecord({ id: ID, name: ' ' }))).toMatchObject({ outcome: 'REVIEW', ...nothing });
});

test('a company that files the phone of its legal representative is not another person', () => {
  const company = heldRecord({ id: CODE, name: '雪秀商行' }, { organisation: true, phone: PHONE });
  expect(byPhone(company)).toMatchObject({ elements: { phone: 'NOT_HELD' } });
  const himself = heldRecord({ id: ID }, { phone: PHONE });
  expect(byPhone(company, himself)).toMatchObject({ outcome: 'MATCHED', discovered: { id: ID } });
});

test('rows that hold neither the ID nor the phone are passed over', () => {
  const row = heldRecord({ id: TWIN }, { phone: '+8613800000000' });
  expect(byBoth(row)).toMatchObject({ outcome: 'NO_RECORD', elements: { phone: 'NOT_HELD' } });
});
