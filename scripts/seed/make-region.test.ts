import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ALL_CASES } from './cases/all-cases.ts';
import { withCheckDigit } from './identifiers/check-digit.ts';
import { withUsccCheck } from './identifiers/uscc.ts';
import { makeRegion } from './make-region.ts';
import { OVERLAY_KINDS } from './overlay/overlay-of-cases.ts';

const SAMPLE = new URL('../../tests/fixtures/sample/', import.meta.url);
const TABLES = [
  'registers/police.csv',
  'registers/population.csv',
  'registers/market.csv',
  'registers/mall.csv',
  'registers/telecom.csv',
  'registers/complaints.csv',
  'parties.csv',
];
const options = { people: 3_000, seed: 11, parties: 400, asOf: '2026-11-20' };
const folder = mkdtempSync(join(tmpdir(), 'relink-seed-'));

type Row = Record<string, string>;
type Expected = {
  party_ref: string;
  category: string;
  status: string;
  required: [string, string][];
  allowed: [string, string][];
  best_address?: string;
};

beforeAll(() => {
  makeRegion({ ...options, out: folder }, () => undefined);
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

test('the same people, seed, parties and date give these bytes on every machine', () => {
  const again = join(folder, 'again');
  makeRegion({ ...options, out: again }, () => undefined);
  const files = [...TABLES, 'expected.jsonl'];
  expect(files.map((file) => digest(join(again, file)))).toEqual(
    files.map((file) => digest(join(folder, file))),
  );
});

test('the four registers and the list are those of a seed from before there were six', () => {
  const files = TABLES.filter((file) => !/telecom|complaints/u.test(file));
  const whole = createHash('sha256');
  for (const file of files) whole.update(readFileSync(join(folder, file)));
  expect(whole.digest('hex')).toBe(
    '8f0fb36f55dcfec5f6a7060852add897b03c8d10dceb0dfd6499da0bd44994f2',
  );
});

test('another seed gives another region', () => {
  const other = join(folder, 'other');
  makeRegion({ ...options, seed: 12, out: other }, () => undefined);
  expect(digest(join(other, 'parties.csv'))).not.toBe(digest(join(folder, 'parties.csv')));
});

test.each(TABLES)('%s has the header and the line ends of the sample', (file) => {
  const sample = readFileSync(new URL(file, SAMPLE), 'utf8');
  const made = readFileSync(join(folder, file), 'utf8');
  const end = sample.indexOf('\r\n') + 2;
  expect(made.slice(0, end)).toBe(sample.slice(0, end));
});

test('every resident ID and permit in the registers has a right check digit and a real date', () => {
  const numbers = identifiers().filter(([type]) => type === 'RESIDENT_ID' || type === 'HMT_PERMIT');
  expect(numbers.length).toBeGreaterThan(3_000);
  for (const [, number] of numbers) {
    const whole = number.length === 15 ? `${number.slice(0, 6)}19${number.slice(6)}` : number;
    const date = `${whole.slice(6, 10)}-${whole.slice(10, 12)}-${whole.slice(12, 14)}`;
    expect(new Date(`${date}T00:00:00Z`).toISOString().slice(0, 10)).toBe(date);
    if (number.length === 18) expect(withCheckDigit(number.slice(0, 17))).toBe(number);
  }
});

test('every company code has a right check character and stands once', () => {
  const codes = read('registers/market.csv').map(({ uscc = '' }) => uscc);
  for (const code of codes) expect(withUsccCheck(code.slice(0, 17))).toBe(code);
  expect(new Set(codes).size).toBe(codes.length);
});

test('nobody stands twice in a register', () => {
  for (const file of ['registers/police.csv', 'registers/population.csv']) {
    const keys = read(file).map((row) => `${row['id_number'] ?? ''} ${row['issuing_state'] ?? ''}`);
    expect(new Set(keys).size).toBe(keys.length);
  }
});

test('the registers hold as many people as were asked for', () => {
  const police = read('registers/police.csv').length;
  const others = read('registers/population.csv').filter((row) => row['id_type'] !== 'RESIDENT_ID');
  const unregistered = expected().filter(({ category }) => category === 'mall_without_id_only');
  expect(police + others.length + unregistered.length).toBe(options.people);
});

test('every category stands in the answers, one answer a party', () => {
  const categories = new Set(expected().map(({ category }) => category));
  const made = [...ALL_CASES, ...OVERLAY_KINDS].map(({ category }) => category);
  expect([...categories].sort()).toEqual(made.sort());
  const refs = read('parties.csv').map((row) => row['party_ref']);
  expect(expected().map((answer) => answer.party_ref)).toEqual(refs);
});

test('every category of the sample is among those made', () => {
  const sample = readFileSync(new URL('expected.jsonl', SAMPLE), 'utf8');
  const categories = new Set(lines(sample).map(({ category }) => category));
  const made = new Set([...ALL_CASES, ...OVERLAY_KINDS].map(({ category }) => category));
  expect([...categories].filter((category) => !made.has(category))).toEqual([]);
});

test('whatever must be found may be found, and the best address must be', () => {
  for (const { status, required, allowed, best_address } of expected()) {
    const may = new Set(allowed.map((contact) => contact.join(' ')));
    expect(required.filter((contact) => !may.has(contact.join(' ')))).toEqual([]);
    if (status !== 'FOUND') expect(allowed).toEqual([]);
    if (best_address !== undefined) expect(required).toContainEqual(['ADDRESS', best_address]);
  }
});

test('a list that needs more people than there are is refused', () => {
  const made = makeRegion({ ...options, people: 50, out: folder }, () => undefined);
  expect(made).toHaveProperty('tooFew');
});

function read(file: string): Row[] {
  return parse(readFileSync(join(folder, file), 'utf8'), { columns: true });
}

function expected(): Expected[] {
  return lines(readFileSync(join(folder, 'expected.jsonl'), 'utf8'));
}

function lines(text: string): Expected[] {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Expected);
}

function identifiers(): [string, string][] {
  const fields = [
    ['registers/police.csv', 'id_type', 'id_number'],
    ['registers/population.csv', 'id_type', 'id_number'],
    ['registers/mall.csv', 'tenant_id_type', 'tenant_id_number'],
    ['registers/market.csv', 'legal_rep_id_type', 'legal_rep_id_number'],
  ] as const;
  return fields.flatMap(([file, type, number]) =>
    read(file).map((row): [string, string] => [row[type] ?? '', row[number] ?? '']),
  );
}

function digest(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}
