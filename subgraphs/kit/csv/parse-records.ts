import { parse } from 'csv-parse/sync';
import type { RejectReason } from '../../../schema/contract/reject-reasons.ts';
import type { PhysicalLine } from './physical-lines.ts';

/** Why one row cannot be read. */
export type RowProblem = Extract<
  RejectReason,
  'NOT_UTF8' | 'NUL_BYTE' | 'WRONG_FIELD_COUNT' | 'MISPLACED_QUOTE' | 'UNCLOSED_QUOTE' | 'FORMULA'
>;

export type ParsedRecord =
  { line: number; cells: string[] } | { line: number; problem: RowProblem };

/** What a spreadsheet writes of rows below the last that holds anything. */
const BLANK = /^[,\s]*$/u;
/** A cell such as ="330782", whose quotation marks are not doubled as a cell's must be. */
const FORMULA = /(?:^|,)\s*=\s*"/u;
/** A quoted cell may run over so many lines; past that, its closing quote is missing. */
const MOST_LINES = 100;

type RecordParser = {
  /** The records that these lines complete. */
  push(lines: PhysicalLine[]): ParsedRecord[];
  /** What was still open at the end of the file. */
  end(): ParsedRecord[];
};

/**
 * Cuts lines into records and reads them with csv-parse. The cutting is ours so that a stray quote
 * costs its own line only: where a quote does not close, or a record over several lines does not
 * fit, its first line is given up and the ones after it are read anew.
 */
export function recordParser(fieldCount: number): RecordParser {
  let open: PhysicalLine[] = [];
  const run = (lines: PhysicalLine[], atEnd: boolean): ParsedRecord[] => {
    const cut = readLines(open.length === 0 ? lines : [...open, ...lines], fieldCount, atEnd);
    open = cut.open;
    return cut.records;
  };
  return { push: (lines) => run(lines, false), end: () => run([], true) };
}

type Reading = { records: ParsedRecord[]; open: PhysicalLine[] };

function readLines(lines: PhysicalLine[], fieldCount: number, atEnd: boolean): Reading {
  const records: ParsedRecord[] = [];
  for (let at = 0; at < lines.length;) {
    const plain = plainLines(lines, at);
    for (const record of readPlain(lines.slice(at, at + plain), fieldCount)) records.push(record);
    at += plain;
    if (at === lines.length) break;
    const length = recordLength(lines, at);
    if (length === 'open' && !atEnd) return { records, open: lines.slice(at) };
    const raw = typeof length === 'number' ? lines.slice(at, at + length) : undefined;
    const record = readQuoted(raw, lines[at]?.line ?? 0, fieldCount);
    records.push(record);
    at += 'problem' in record ? 1 : (raw?.length ?? 1);
  }
  return { records, open: [] };
}

/** How many lines from `at` on are records of their own. */
function plainLines(lines: PhysicalLine[], at: number): number {
  let end = at;
  while (end < lines.length && countQuotes(lines[end]?.text ?? '') % 2 === 0) end += 1;
  return end - at;
}

/** Lines from `at` on until quotes balance; RFC 4180 doubles a quote inside a quoted cell. */
function recordLength(lines: PhysicalLine[], at: number): number | 'open' | 'unclosed' {
  let quotes = 0;
  for (let length = 1; length <= MOST_LINES; length += 1) {
    const line = lines[at + length - 1];
    if (line === undefined) return 'open';
    if (line.text === undefined) return 'unclosed';
    quotes += countQuotes(line.text);
    if (quotes % 2 === 0) return length;
  }
  return 'unclosed';
}

function countQuotes(text: string): number {
  let count = 0;
  for (let at = text.indexOf('"'); at !== -1; at = text.indexOf('"', at + 1)) count += 1;
  return count;
}

/** Reads lines in one go, and one by one only when something in them does not fit. */
function readPlain(lines: PhysicalLine[], fieldCount: number): ParsedRecord[] {
  const filled = lines.filter(({ text }) => text === undefined || !BLANK.test(text));
  const sound = filled.filter((line) => problemOf(line) === undefined);
  const rows = sound.length === filled.length ? rowsOf(joined(filled)) : undefined;
  if (rows?.length === filled.length)
    return filled.map(({ line }, at) => judge(line, rows[at], fieldCount));
  return filled.map((line) => {
    const problem = problemOf(line);
    if (problem !== undefined) return { line: line.line, problem };
    const text = line.text ?? '';
    const cells = rowsOf(text)?.[0];
    if (cells === undefined && FORMULA.test(text)) return { line: line.line, problem: 'FORMULA' };
    return judge(line.line, cells, fieldCount);
  });
}

/** A record with a quoted cell that runs over lines; `undefined` when it never ends. */
function readQuoted(
  raw: PhysicalLine[] | undefined,
  line: number,
  fieldCount: number,
): ParsedRecord {
  if (raw === undefined) return { line, problem: 'UNCLOSED_QUOTE' };
  const problem = raw.map(problemOf).find((found) => found !== undefined);
  if (problem !== undefined) return { line, problem };
  const rows = rowsOf(joined(raw));
  return judge(line, rows?.length === 1 ? rows[0] : undefined, fieldCount);
}

function problemOf({ text }: PhysicalLine): RowProblem | undefined {
  if (text === undefined) return 'NOT_UTF8';
  return text.includes('\0') ? 'NUL_BYTE' : undefined;
}

function judge(line: number, cells: string[] | undefined, fieldCount: number): ParsedRecord {
  if (cells === undefined) return { line, problem: 'MISPLACED_QUOTE' };
  return cells.length === fieldCount ? { line, cells } : { line, problem: 'WRONG_FIELD_COUNT' };
}

function joined(lines: PhysicalLine[]): string {
  return lines.map(({ text }) => text).join('\n');
}

function rowsOf(text: string): string[][] | undefined {
  try {
    return parse(text, { relax_column_count: true, record_delimiter: '\n' });
  } catch {
    return undefined;
  }
}
