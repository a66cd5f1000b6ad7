import { expect, test } from 'vitest';
import { screenParty } from './screen-party.ts';
import type { TypedParty } from './typed-party.ts';

const AS_OF = '2026-11-20';

function typed(party: Partial<TypedParty>): TypedParty {
  const nothing = { idType: '', idNumber: '', issuingState: '', phone: '', lastKnownAddress: '' };
  return { partyType: 'PERSON', name: '', ...nothing, ...party };
}

const valid = { idType: 'RESIDENT_ID', idNumber: '11010519491231002X' };

test('a name with a valid ID number may be asked about', () => {
  expect(screenParty(typed({ name: ' 王 芳 ', ...valid }), AS_OF)).toEqual({
    ask: {
      partyType: 'PERSON',
      name: '王 芳',
      id: { type: 'RESIDENT_ID', number: '11010519491231002X' },
    },
  });
});

test('full-width digits, spaces and a country code are read as what they mean', () => {
  const messy = { idType: 'RESIDENT_ID', idNumber: ' １１０１０５ 19491231 ００２x ' };
  expect(
    screenParty(typed({ name: '王芳', ...messy, phone: '0086 138-0000-1234' }), AS_OF),
  ).toEqual({
    ask: {
      partyType: 'PERSON',
      name: '王芳',
      id: { type: 'RESIDENT_ID', number: '11010519491231002X' },
      phone: '+8613800001234',
    },
  });
});

test('the kind of party is read once, for its ID number too', () => {
  const code = { idType: 'USCC', idNumber: '91110000101623741K' };
  const fullWidth = { partyType: 'ＯＲＧＡＮＩＳＡＴＩＯＮ', name: '义乌某公司', ...code };
  expect(screenParty(typed(fullWidth), AS_OF)).toMatchObject({
    ask: { partyType: 'ORGANISATION' },
  });
});

test.each([
  ['a name alone', { name: '王芳' }],
  ['an ID number alone', valid],
  ['a phone alone', { phone: '13800001234' }],
  ['nothing', {}],
])('%s is not enough', (_, party) => {
  expect(screenParty(typed(party), AS_OF)).toEqual({
    settled: 'REJECTED',
    flags: ['INSUFFICIENT_IDENTIFIERS'],
    problems: [],
  });
});

test.each([
  ['name and phone', { name: '王芳', phone: '13800001234' }],
  ['ID number and phone', { ...valid, phone: '13800001234' }],
])('%s are enough', (_, party) => {
  expect(screenParty(typed(party), AS_OF)).toHaveProperty('ask');
});

test.each([
  [
    'a wrong check digit',
    { name: '王芳', idType: 'RESIDENT_ID', idNumber: '110105194912310021' },
    'id_number',
  ],
  [
    'a passport without its state',
    { name: 'A B', idType: 'PASSPORT', idNumber: 'E1234567' },
    'issuing_state',
  ],
  ['an identifier without its type', { name: '王芳', idNumber: '11010519491231002X' }, 'id_type'],
  ['an unknown type', { name: '王芳', idType: 'DRIVER', idNumber: '1' }, 'id_type'],
  ['a phone of too few digits', { name: '王芳', ...valid, phone: '1380000' }, 'phone'],
  ['a name with a control character', { name: '王\u0007芳', ...valid }, 'name'],
  ['an unknown kind of party', { partyType: 'THING', name: '王芳', ...valid }, 'party_type'],
  [
    'a company code for a person',
    { name: '王芳', idType: 'USCC', idNumber: '91110000101623741K' },
    'id_type',
  ],
  [
    'a personal number for an organisation',
    { partyType: 'ORGANISATION', name: '某公司', ...valid },
    'id_type',
  ],
])('%s is refused by field and reason, without its value', (_, party, field) => {
  const screened = screenParty(typed(party), AS_OF);
  expect(screened).toMatchObject({ settled: 'REJECTED', flags: ['INVALID_INPUT'] });
  expect(screened).toHaveProperty('problems.0.field', field);
  if (party.idNumber) expect(JSON.stringify(screened)).not.toContain(party.idNumber);
});

test('what a spreadsheet destroyed is refused as that, and not by its length', () => {
  const noted = { idType: 'RESIDENT_ID', idNumber: '3.30782E+17', phone: '="13800001234"' };
  expect(screenParty(typed({ name: '王芳', ...noted }), AS_OF)).toEqual({
    settled: 'REJECTED',
    flags: ['INVALID_INPUT'],
    problems: [
      { field: 'id_number', reason: 'SCIENTIFIC_NOTATION' },
      { field: 'phone', reason: 'FORMULA' },
    ],
  });
});

test('a 15-digit number of the centenarian series needs a human', () => {
  const legacy = { idType: 'RESIDENT_ID', idNumber: '610104620927996' };
  expect(screenParty(typed({ name: '王芳', ...legacy }), AS_OF)).toEqual({
    settled: 'NEEDS_REVIEW',
    flags: ['LEGACY_ID'],
    problems: [],
  });
});

test('an ID number whose birth date lies after the as-of day is refused', () => {
  const unborn = { idType: 'RESIDENT_ID', idNumber: '330302201511140192' };
  expect(screenParty(typed({ name: '张艳', ...unborn }), '2015-11-13')).toMatchObject({
    settled: 'REJECTED',
    problems: [{ field: 'id_number' }],
  });
});
