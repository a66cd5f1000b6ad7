import { expect, test } from 'vitest';
import type { AgencyAnswer } from './repair-shape.ts';
import { waterfall } from './waterfall.ts';

const matched: AgencyAnswer = {
  agency: 'police',
  status: 'ANSWERED',
  outcome: 'MATCHED',
  elements: { name: 'MATCH', idNumber: 'MATCH', phone: 'MISMATCH' },
  nameReason: null,
  evidence: [
    { element: 'name', verdict: 'MATCH', bits: 9.3 },
    { element: 'idNumber', verdict: 'MATCH', bits: 23.1 },
    { element: 'phone', verdict: 'MISMATCH', bits: -4.2 },
  ],
};

test('each agency has a line with the parts of its evidence and their sum', () => {
  expect(waterfall([matched])).toEqual([
    'police  MATCHED  name MATCH +9.3  idNumber MATCH +23.1  phone MISMATCH −4.2  = 28.2 bits',
  ]);
});

test('how a name differs is said beside its verdict', () => {
  const elements = { name: 'SIMILAR', idNumber: 'MATCH', phone: 'NOT_ASKED' } as const;
  const similar: AgencyAnswer = { ...matched, outcome: 'REVIEW', elements, nameReason: 'ONE_EDIT' };
  expect(waterfall([{ ...similar, evidence: [] }])).toEqual([
    'police  REVIEW  name SIMILAR (one edit)  idNumber MATCH',
  ]);
});

test('what was not asked is left out, and what is not weighed has no bits', () => {
  const elements = { name: 'NOT_HELD', idNumber: 'NOT_ASKED', phone: 'MISMATCH' } as const;
  const other: AgencyAnswer = { ...matched, agency: 'mall', outcome: 'NO_RECORD', elements };
  const silent = { ...other, agency: 'market', status: 'UNAVAILABLE', outcome: null } as const;
  expect(
    waterfall([
      { ...other, evidence: [] },
      { ...silent, elements: null, evidence: [] },
    ]),
  ).toEqual(['mall    NO_RECORD    name NOT_HELD  phone MISMATCH', 'market  UNAVAILABLE']);
});

test('a party that was put to nobody has no lines', () => {
  expect(waterfall([])).toEqual([]);
});
