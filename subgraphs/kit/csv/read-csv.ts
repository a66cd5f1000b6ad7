import { CsvError } from './csv-error.ts';
import { recordParser } from './parse-records.ts';
import type { ParsedRecord, RowProblem } from './parse-records.ts';
import { physicalLines } from './physical-lines.ts';
import type { PhysicalLine } from './physical-lines.ts';

/** One record; `line` is the line of the file it starts on, the header being line 1. */
export type CsvRow<Column extends string> =
  { line: number; row: Record<Column, string> } | { line: number; problem: RowProblem };

export type ReadCsvOptions = {
  /** Told of each column that nobody asked for, by its header. */
  onUnknownColumn?: (column: string) => void;
  /** Sees the bytes as they are read: for progress and for a digest. */
  onChunk?: (chunk: Buffer) => void;
};

/**
 * Reads a UTF-8 CSV file (RFC 4180) with a header row, its columns in any order. Cells come as
 * typed. A row that does not fit is named with its problem and reading goes on.
 *
 * @throws CsvError when the file as a whole cannot be read
 */
export async function* readCsv<Column extends string>(
  path: string,
  columns: readonly Column[],
  options: ReadCsvOptions = {},
): AsyncGenerator<CsvRow<Column>> {
  let reader: Reader<Column> | undefined;
  for await (const block of physicalLines(path, options.onChunk)) {
    const lines = reader === undefined ? block.slice(headerAt(block)) : block;
    const [header, ...rows] = lines;
    if (reader === undefined && header === undefined) continue;
    if (reader === undefined && header !== undefined) {
      reader = openReader(header, columns, options);
      yield* reader.push(rows);
    } else if (reader !== undefined) yield* reader.push(lines);
  }
  if (reader === undefined) throw new CsvError('CSV_EMPTY', 'The file is empty');
  yield* reader.end();
}

type Reader<Column extends string> = {
  push(lines: PhysicalLine[]): CsvRow<Column>[];
  end(): CsvRow<Column>[];
};

function openReader<Column extends string>(
  header: PhysicalLine,
  columns: readonly Column[],
  options: ReadCsvOptions,
): Reader<Column> {
  const titles = titlesOf(header);
  const places = columns.map((column) => [column, placeOf(titles, column)] as const);
  const wanted = new Set<string>(columns);
  for (const title of titles) if (!wanted.has(title)) options.onUnknownColumn?.(title);
  const parser = recordParser(titles.length);
  const rowOf = (record: ParsedRecord): CsvRow<Column> => {
    if ('problem' in record) return record;
    const cells = places.map(([column, place]) => [column, record.cells[place] ?? ''] as const);
    // The entries are exactly the columns; Object.fromEntries forgets their names.
    return { line: record.line, row: Object.fromEntries(cells) as Record<Column, string> };
  };
  return {
    push: (lines) => parser.push(lines).map(rowOf),
    end: () => parser.end().map(rowOf),
  };
}

function headerAt(block: PhysicalLine[]): number {
  const at = block.findIndex(({ text }) => text === undefined || text.trim() !== '');
  return at === -1 ? block.length : at;
}

function titlesOf(header: PhysicalLine): string[] {
  if (header.text === undefined || header.text.includes('\0'))
    throw new CsvError(
      'CSV_NOT_UTF8',
      'The header row is not UTF-8 text. Save the table as CSV in UTF-8 first; a workbook is none.',
    );
  const width = header.text.split(',').length;
  const record = recordParser(width).push([header])[0];
  if (record === undefined || 'problem' in record)
    throw new CsvError('CSV_BAD_HEADER', 'The header row cannot be read');
  return record.cells.map((title) => title.trim());
}

function placeOf(titles: string[], column: string): number {
  const place = titles.indexOf(column);
  if (place === -1)
    throw new CsvError('CSV_MISSING_COLUMN', `The header row lacks the column "${column}"`);
  if (titles.includes(column, place + 1))
    throw new CsvError('CSV_DUPLICATE_COLUMN', `The header row has "${column}" twice`);
  return place;
}
