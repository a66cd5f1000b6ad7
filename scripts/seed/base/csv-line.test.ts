import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { csvLine } from './csv-line.ts';

test('a reader gets back what was written', () => {
  const rows = [
    ['plain', '', 'SANTOS, MARIA'],
    ['say "no"', 'two\nlines', ' 陈丽　'],
  ];
  expect(parse(rows.map(csvLine).join(''))).toEqual(rows);
});

test('a field is quoted only where it must be', () => {
  expect(csvLine(['a b', '1'])).toBe('a b,1\r\n');
});
