import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { recordParser } from './parse-records.ts';

const WIDTH = 3;
/** The same tables on every run. */
const SEEDED = { seed: 20_261_120, numRuns: 300 };
const cell = fc.string({ unit: fc.constantFrom('a', '张', ',', '"', '\n', ' '), maxLength: 6 });
const table = fc.array(fc.array(cell, { minLength: WIDTH, maxLength: WIDTH }), { maxLength: 30 });

const written = (rows: string[][]): string =>
  rows.map((row) => row.map((text) => `"${text.replaceAll('"', '""')}"`).join(',')).join('\n');

const linesOf = (text: string) =>
  text.split('\n').map((part, at) => ({ line: at + 1, text: part }));

/** Feeds the lines in pieces of `size`, as they come from a file. */
function readIn(text: string, size: number) {
  const parser = recordParser(WIDTH);
  const lines = linesOf(text);
  const records = [];
  for (let at = 0; at < lines.length; at += size)
    records.push(...parser.push(lines.slice(at, at + size)));
  return [...records, ...parser.end()];
}

test('what is written by the rules is read back, however the lines arrive', () => {
  fc.assert(
    fc.property(table, fc.integer({ min: 1, max: 9 }), (rows, size) => {
      const records = readIn(written(rows), size);
      expect(records.map((record) => ('cells' in record ? record.cells : record))).toEqual(rows);
    }),
    SEEDED,
  );
});

test('a line that breaks the rules never costs a row that does not share its line', () => {
  const plain = fc.array(fc.constantFrom('a', 'bc', '张'), { minLength: WIDTH, maxLength: WIDTH });
  const rows = fc.array(plain, { minLength: 1, maxLength: 30 });
  const stray = fc.constantFrom('"', 'x"', '"x,y', 'a,b"c,d', '"a"b,c,d', 'a,b');
  fc.assert(
    fc.property(rows, rows, stray, (before, after, broken) => {
      const text = [...before, [broken], ...after].map((row) => row.join(',')).join('\n');
      const records = readIn(text, 7);
      const good = records.flatMap((record) => ('cells' in record ? [record.cells] : []));
      expect(good).toEqual([...before, ...after]);
      expect(records[before.length]).toMatchObject({ line: before.length + 1 });
      expect(records).toHaveLength(before.length + 1 + after.length);
    }),
    SEEDED,
  );
});

test('csv-parse reads the same from a table without stray quotes', () => {
  fc.assert(
    fc.property(table, (rows) => {
      const text = written(rows);
      const expected: string[][] = parse(text, { relax_column_count: true });
      const records = readIn(text, 1000);
      expect(records.map((record) => ('cells' in record ? record.cells : record))).toEqual(
        expected,
      );
    }),
    SEEDED,
  );
});

test('a line of nothing but commas and blanks is no row, as a spreadsheet writes them at the end', () => {
  const text = ['a,bc,张', ',,', '', ' , ,\t', ',,,,,,', '"",,', 'a,,'].join('\n');
  expect(readIn(text, 1000)).toEqual([
    { line: 1, cells: ['a', 'bc', '张'] },
    { line: 6, cells: ['', '', ''] },
    { line: 7, cells: ['a', '', ''] },
  ]);
});
