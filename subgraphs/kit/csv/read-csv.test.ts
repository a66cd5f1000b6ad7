import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readCsv } from './read-csv.ts';
import type { CsvRow } from './read-csv.ts';

const folder = mkdtempSync(join(tmpdir(), 'relink-csv-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

async function read(content: string | Buffer): Promise<CsvRow<'a' | 'b'>[]> {
  const file = join(folder, 'file.csv');
  writeFileSync(file, content);
  return Array.fromAsync(readCsv(file, ['a', 'b']));
}

const row = (line: number, a: string, b: string) => ({ line, row: { a, b } });

test('columns come in any order, and an unknown one is told and left out', async () => {
  const file = join(folder, 'order.csv');
  writeFileSync(file, 'b,x,a\n2,9,1\n');
  const unknown: string[] = [];
  const rows = await Array.fromAsync(
    readCsv(file, ['a', 'b'], { onUnknownColumn: (column) => unknown.push(column) }),
  );
  expect(rows).toEqual([row(2, '1', '2')]);
  expect(unknown).toEqual(['x']);
});

test('a byte order mark, CRLF and a missing last line break are tolerated', async () => {
  expect(await read('\uFEFFa,b\r\n1,2\r\n\r\n3,4')).toEqual([row(2, '1', '2'), row(4, '3', '4')]);
});

test('line numbers are those of the file after a quoted line break', async () => {
  expect(await read('a,b\n"1\r\nx","say ""hi"", you"\r\n3,4\n')).toEqual([
    row(2, '1\nx', 'say "hi", you'),
    row(4, '3', '4'),
  ]);
});

test('a row with too few or too many fields is named and reading goes on', async () => {
  expect(await read('a,b\n1\n1,2,3\n4,5\n')).toEqual([
    { line: 2, problem: 'WRONG_FIELD_COUNT' },
    { line: 3, problem: 'WRONG_FIELD_COUNT' },
    row(4, '4', '5'),
  ]);
});

test('a row with a formula in the form that spreadsheets read is named by it', async () => {
  expect(await read('a,b\n="1",2\n3, ="4"\n5,x="6"\n"=""7""",8\n')).toEqual([
    { line: 2, problem: 'FORMULA' },
    { line: 3, problem: 'FORMULA' },
    { line: 4, problem: 'MISPLACED_QUOTE' },
    row(5, '="7"', '8'),
  ]);
});

test('an unclosed quote costs its own line only', async () => {
  const rest = Array.from({ length: 500 }, (_, at) => `${String(at)},"x"`);
  const rows = await read(['a,b', '0,"open', ...rest].join('\n'));
  expect(rows[0]).toEqual({ line: 2, problem: 'UNCLOSED_QUOTE' });
  expect(rows.slice(1)).toEqual(rest.map((_, at) => row(at + 3, String(at), 'x')));
});

test('an unclosed quote near the end of the file costs its own line only', async () => {
  expect(await read('a,b\n1,"open\n3,4\n')).toEqual([
    { line: 2, problem: 'UNCLOSED_QUOTE' },
    row(3, '3', '4'),
  ]);
});

test('two stray quotes do not join the rows between them', async () => {
  expect(await read('a,b\n5" pipe,1\nx,2\n6" pipe,3\n"q\nr",4\n')).toEqual([
    { line: 2, problem: 'MISPLACED_QUOTE' },
    row(3, 'x', '2'),
    { line: 4, problem: 'MISPLACED_QUOTE' },
    row(5, 'q\nr', '4'),
  ]);
});

test('NUL bytes and bytes that are not UTF-8 reject their row', async () => {
  const bad = Buffer.concat([
    Buffer.from('a,b\n义乌,1\n稠州,2\nx\0,3\n'),
    Buffer.from([0xff, 0x2c, 0x34, 0x0a]),
    Buffer.from('雪峰,5\n'),
  ]);
  expect(await read(bad)).toEqual([
    row(2, '义乌', '1'),
    row(3, '稠州', '2'),
    { line: 4, problem: 'NUL_BYTE' },
    { line: 5, problem: 'NOT_UTF8' },
    row(6, '雪峰', '5'),
  ]);
});

test('a header alone is a table without rows', async () => {
  expect(await read('a,b\n')).toEqual([]);
});

test.each([
  ['CSV_EMPTY', ''],
  ['CSV_EMPTY', '\n\n'],
  ['CSV_MISSING_COLUMN', 'a,c\n1,2\n'],
  ['CSV_DUPLICATE_COLUMN', 'a,b,a\n1,2,3\n'],
  ['CSV_BAD_HEADER', 'a,"b\n1,2\n'],
  ['CSV_NOT_UTF8', Buffer.from([0xff, 0xfe, 0x61, 0, 0x2c, 0, 0x62, 0, 0x0a, 0])],
  ['CSV_LINE_TOO_LONG', `a,b\n${'x'.repeat(3_000_000)}`],
])('a file that is no table is refused with %s', async (code, content) => {
  await expect(read(content)).rejects.toMatchObject({ code });
});

test('a GB18030 file is refused with the advice to convert it', async () => {
  // 义乌,张 in GB18030
  const line = Buffer.from([0xd2, 0xe5, 0xce, 0xda, 0x2c, 0xd5, 0xc5, 0x0a]);
  const file = Buffer.concat([Buffer.from('a,b\n'), line, line]);
  await expect(read(file)).rejects.toMatchObject({
    code: 'CSV_NOT_UTF8',
    message: expect.stringContaining('GB18030') as unknown,
  });
});

test('a missing column is named and a missing file says so', async () => {
  await expect(read('a\n1\n')).rejects.toThrow('"b"');
  await expect(Array.fromAsync(readCsv(join(folder, 'none.csv'), ['a']))).rejects.toMatchObject({
    code: 'CSV_UNREADABLE',
  });
});
