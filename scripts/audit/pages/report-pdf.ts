import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { buffer } from 'node:stream/consumers';
import { create } from 'fontkit';
import PDFDocument from 'pdfkit';
import type { LookUp } from '../shapes.ts';
import type { SoughtBy } from '../sought-by.ts';
import type { Titles } from './load-titles.ts';
import { REPORT_HEADER, chinaTime, reportCells, reportNotes } from './report-words.ts';
import { withGlyphs } from './with-glyphs.ts';

/** ZCOOL XiaoWei: 6,700 Chinese characters under the SIL Open Font License. */
const FONT = import.meta
  .resolve('@expo-google-fonts/zcool-xiaowei/400Regular/ZCOOLXiaoWei_400Regular.ttf');
/** Points, of the columns as `REPORT_HEADER` has them; A4 across without its margins. */
const WIDTHS = [112, 116, 110, 92, 66, 172, 92];
const MARGIN = 40;
/** Points, of the row that says what the columns are. */
const HEADER_HEIGHT = 20;
const LOOKS = {
  columnStyles: WIDTHS,
  defaultStyle: { border: 0.5, borderColor: '#999999', padding: 4 },
};
const HEADER_LOOKS = { backgroundColor: '#e8e8e8', height: HEADER_HEIGHT };

export type ReportPdf = {
  lookUps: readonly LookUp[];
  /** Services that were not heard. */
  missing: readonly string[];
  by: SoughtBy;
  titles: Titles;
  now: Date;
};

/** The report as a PDF in Chinese, A4 across, its text searchable. */
export async function reportPdf(report: ReportPdf): Promise<Uint8Array> {
  const { lookUps, titles, now } = report;
  const file = await readFile(fileURLToPath(FONT));
  const rows = [[...REPORT_HEADER], ...lookUps.map((lookUp) => reportCells(lookUp, titles))];
  const show = shownBy(file);
  const document = new PDFDocument({
    ...{ size: 'A4', layout: 'landscape', margin: MARGIN, bufferPages: true },
    info: { Title: '个人信息查询记录', CreationDate: now },
  });
  const written = buffer(document);
  document.font(file).fontSize(18).text(show('个人信息查询记录'), { align: 'center' });
  document.fontSize(9).moveDown(0.5);
  for (const note of reportNotes(report)) document.text(show(note));
  document.text(show(`出具时间：${chinaTime(now)}；共${String(lookUps.length)}条`)).moveDown(0.8);
  document.table({
    ...LOOKS,
    rowStyles: (row) => (row === 0 ? HEADER_LOOKS : {}),
    data: rows.map((row) => row.map(show)),
  });
  finishPages(document, show);
  document.end();
  return written;
}

function shownBy(file: Buffer): (text: string) => string {
  const font = create(file);
  if (!('hasGlyphForCodePoint' in font)) throw new TypeError('The font file holds several fonts');
  return (text) => withGlyphs(text, (codePoint) => font.hasGlyphForCodePoint(codePoint));
}

/** Every page gets its number, and each after the first says again what the columns are. */
function finishPages(document: PDFKit.PDFDocument, show: (text: string) => string): void {
  const { start, count } = document.bufferedPageRange();
  for (let page = start; page < start + count; page += 1) {
    document.switchToPage(page);
    document.fontSize(9);
    if (page > start) repeatHeader(document, show);
    const { width, height } = document.page;
    // below the margin, where text would begin another page
    document.page.margins.bottom = 0;
    document.fontSize(8).text(show(`第${page + 1}页，共${count}页`), MARGIN, height - 28, {
      ...{ width: width - 2 * MARGIN, align: 'center', lineBreak: false },
    });
  }
}

/** Within the margin, where the rows end that the table put on this page. */
function repeatHeader(document: PDFKit.PDFDocument, show: (text: string) => string): void {
  document.table({
    ...LOOKS,
    position: { x: MARGIN, y: MARGIN - HEADER_HEIGHT },
    rowStyles: HEADER_LOOKS,
    data: [REPORT_HEADER.map(show)],
  });
}
