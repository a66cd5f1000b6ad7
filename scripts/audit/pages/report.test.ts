import { execFile } from 'node:child_process';
import { mkdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { tempFolder } from '../../../tests/support/temp-folder.ts';
import type { LookUp } from '../shapes.ts';
import { listSubgraphs } from '../../compose/list-subgraphs.ts';
import { writePrivate } from '../../repair/write-private.ts';
import { loadTitles } from './load-titles.ts';
import { csvCell, reportCsv } from './report-csv.ts';
import { pdfText } from '../../../tests/support/pdf-text.ts';
import { reportPdf } from './report-pdf.ts';
import type { ReportPdf } from './report-pdf.ts';
import { REPORT_HEADER } from './report-words.ts';
import { withGlyphs } from './with-glyphs.ts';

const CASE = '（2026）浙0782民初10001号';
const LOOK_UP: LookUp = {
  ...{ at: '2026-03-03T07:00:00.000Z', event: 'INQUIRY_ANSWERED', source: 'police' },
  ...{ court: 'court', role: 'CLERK', purpose: 'SERVICE_OF_DOCUMENTS', caseNo: CASE },
  outcome: 'MATCHED',
};
const ROOT = join(import.meta.dirname, '..', '..', '..');
const titles = await loadTitles(ROOT);
const REPORT: ReportPdf = {
  ...{ lookUps: [LOOK_UP], missing: [], by: 'BOTH', titles },
  now: new Date('2026-03-04T07:00:00.000Z'),
};

test('the PDF is Chinese and its text can be found, the case number too', async () => {
  const pdf = await reportPdf({ ...REPORT, missing: ['mall'] });
  expect(Buffer.from(pdf.subarray(0, 5)).toString()).toBe('%PDF-');
  const text = pdfText(pdf);
  for (const part of [
    '个人信息查询记录',
    CASE,
    '公安机关',
    '送达文书',
    '2026-03-03 15:00:00',
    '商城集团',
  ])
    expect(text).toContain(part);
});

test.each<[ReportPdf['by'], string]>([
  ['NUMBER', '仅以电话号码提出的，不在其中'],
  ['PHONE', '以证件号码提出的，不在其中'],
  ['BOTH', '按证件号码和电话号码查询'],
])('a report by %s says what stands elsewhere', async (by, words) => {
  const text = pdfText(await reportPdf({ ...REPORT, by }));
  expect(text).toContain(words);
  expect(text.includes('不在其中')).toBe(by !== 'BOTH');
});

test('many look-ups take several pages, each numbered and with what its columns are', async () => {
  const pdf = await reportPdf({ ...REPORT, lookUps: Array.from({ length: 70 }, () => LOOK_UP) });
  const text = pdfText(pdf);
  expect(text.split(CASE)).toHaveLength(71);
  const pages = Number(/共(\d+)页/u.exec(text)?.[1]);
  expect(pages).toBeGreaterThan(2);
  expect(text).toContain(`第${pages}页，共${pages}页`);
  expect(text).not.toContain(`第${pages + 1}页`);
  const lines = text.split('\n');
  for (const title of REPORT_HEADER)
    expect(lines.filter((line) => line === title)).toHaveLength(pages);
});

test('a character that the font lacks is named, not dropped', () => {
  const has = (codePoint: number) =>
    '张a•[]+U0123456789ABCDEF'.includes(String.fromCodePoint(codePoint));
  expect(withGlyphs('张·a龘', has)).toBe('张•a[U+9F98]');
});

test('the CSV is read back as it was written, with a header row', () => {
  const csv = reportCsv([LOOK_UP, { ...LOOK_UP, role: null, outcome: 'say "no",\nthen' }], titles);
  const rows = parse(csv, { bom: true, columns: true });
  expect(rows).toMatchObject([
    { 时间: '2026-03-03 15:00:00', 询问方: '法院，书记员', 案号: CASE, 结果: '查到记录' },
    { 询问方: '法院', 结果: 'say "no",\nthen' },
  ]);
  expect(csv.endsWith('\r\n')).toBe(true);
});

test('every agency stands under the title that its folder gives it, none under its code', async () => {
  const codes = await listSubgraphs(ROOT);
  const csv = reportCsv(
    codes.map((source) => ({ ...LOOK_UP, source })),
    titles,
  );
  const rows: { 机关: string }[] = parse(csv, { bom: true, columns: true });
  for (const { 机关: agency } of rows) expect(agency).toMatch(/\p{Script=Han}/u);
  expect(rows.map((row) => row.机关)).toEqual(codes.map((code) => titles.get(code)));
  expect(titles.get('telecom')).toBe('电信运营商');
});

test('an agency that joins by a folder has its title in the report, another its code', async () => {
  await using tree = await tempFolder();
  const folder = join(tree.path, 'subgraphs', 'lodging');
  await mkdir(folder, { recursive: true });
  const service = "export const service = { code: 'lodging', titleZh: '旅馆业' };";
  await writeFile(join(folder, 'service.ts'), service);
  const sources = ['lodging', 'customs'].map((source) => ({ ...LOOK_UP, source }));
  const rows: unknown = parse(reportCsv(sources, await loadTitles(tree.path)), {
    ...{ bom: true, columns: true },
  });
  expect(rows).toMatchObject([{ 机关: '旅馆业' }, { 机关: 'customs' }]);
});

test.each(['=1+1', '+1', '-1', '@a', '\t=1', '＝1'])(
  '%j is no formula to a spreadsheet',
  (text) => {
    expect(csvCell(text).replace(/^"/u, '')).toBe(`'${text}`);
  },
);

test('a file that others could read becomes private before anything stands in it', async () => {
  await using folder = await tempFolder();
  const file = join(folder.path, 'report.csv');
  await writeFile(file, 'old', { mode: 0o644 });
  await writePrivate(file, 'new');
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  const { stdout } = await promisify(execFile)('cat', [file]);
  expect(stdout).toBe('new');
});
