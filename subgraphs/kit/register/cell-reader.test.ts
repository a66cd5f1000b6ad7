import { expect, test } from 'vitest';
import { cellReader } from './cell-reader.ts';

function reading(cells: { type?: string; number?: string; state?: string; cell?: string }) {
  const reported: string[] = [];
  const all = { type: '', number: '', state: '', cell: '', ...cells };
  const report = (column: string, reason: string) => reported.push(`${column} ${reason}`);
  return { read: cellReader(all, report, '2026-11-20'), reported };
}

const columns = { type: 'type', number: 'number', state: 'state' } as const;

test('an identifier is stored in its normal form', () => {
  const { read, reported } = reading({ type: 'RESIDENT_ID', number: ' 610104620927690 ' });
  expect(read.id(columns)).toEqual({
    idType: 'RESIDENT_ID',
    idNumber: '610104196209276908',
    issuingState: null,
    idKey: 'RESIDENT_ID::610104196209276908',
  });
  expect(reported).toEqual([]);
});

test('an identifier that is not known is null, whatever its type says', () => {
  const { read, reported } = reading({ type: 'PASSPORT', number: ' ' });
  expect(read.id(columns)).toMatchObject({ idType: null, idKey: null });
  expect(reported).toEqual([]);
});

test('a malformed identifier is reported under its own column and costs the row', () => {
  const wrong = reading({ type: 'RESIDENT_ID', number: '110105194912310021' });
  expect(wrong.read.id(columns)).toBeUndefined();
  expect(wrong.reported).toEqual([expect.stringMatching(/^number [A-Z_]+$/u)]);
  const stateless = reading({ type: 'PASSPORT', number: 'A6752747' });
  expect(stateless.read.id(columns)).toBeUndefined();
  expect(stateless.reported).toEqual(['state MISSING']);
  const untyped = reading({ number: '11010519491231002X' });
  expect(untyped.read.id(columns)).toBeUndefined();
  expect(untyped.reported).toEqual(['type MISSING']);
});

test('a cell that a spreadsheet destroyed is reported as such', () => {
  const noted = reading({ type: 'RESIDENT_ID', number: '3.30782E+17', cell: '1.38E+10' });
  expect(noted.read.id(columns)).toBeUndefined();
  expect(noted.read.phone('cell')).toBeNull();
  expect(noted.reported).toEqual(['number SCIENTIFIC_NOTATION', 'cell SCIENTIFIC_NOTATION']);
  const formula = reading({ type: 'PASSPORT', state: 'KOR', number: '="A6752747"' });
  expect(formula.read.id(columns)).toBeUndefined();
  expect(formula.reported).toEqual(['number FORMULA']);
});

test('a phone is stored as E.164, and a malformed one is reported', () => {
  expect(reading({ cell: '１３８ 0013 8000' }).read.phone('cell')).toBe('+8613800138000');
  const { read, reported } = reading({ cell: '12345' });
  expect(read.phone('cell')).toBeNull();
  expect(reported).toHaveLength(1);
});

test.each([
  ['2026-02-30', 'NO_SUCH_DATE'],
  ['20/11/2026', 'MALFORMED'],
  ['0001-01-01', 'DATE_OUT_OF_RANGE'],
])('the date %s is reported as %s', (cell, reason) => {
  const { read, reported } = reading({ cell });
  expect(read.date('cell')).toBeNull();
  expect(reported).toEqual([`cell ${reason}`]);
});

test('a name is folded to NFKC and an address is left as typed', () => {
  expect(reading({ cell: ' Ａli　' }).read.name('cell')).toBe('Ali');
  expect(reading({ cell: ' 望道路１号 ' }).read.text('cell')).toBe('望道路１号');
});

test('what is longer than a reply can carry is reported', () => {
  const { read, reported } = reading({ cell: '长'.repeat(501) });
  expect(read.text('cell')).toBeNull();
  expect(read.name('cell')).toBeNull();
  expect(reported).toEqual(['cell TOO_LONG', 'cell TOO_LONG']);
});

test('a protection that is not clearly denied counts', () => {
  for (const cell of ['true', 'Yes', '1', '是'])
    expect(reading({ cell }).read.flag('cell')).toBe(true);
  for (const cell of ['', 'false', '0', '否'])
    expect(reading({ cell }).read.flag('cell')).toBe(false);
  const { read, reported } = reading({ cell: 'perhaps' });
  expect(read.flag('cell')).toBe(true);
  expect(reported).toEqual(['cell UNKNOWN_CODE']);
});

test('an unknown code is reported and null', () => {
  expect(reading({ cell: ' active' }).read.code('cell', ['ACTIVE'])).toBe('ACTIVE');
  const { read, reported } = reading({ cell: 'SLEEPING' });
  expect(read.code('cell', ['ACTIVE'])).toBeNull();
  expect(reported).toEqual(['cell UNKNOWN_CODE']);
});
