import type { LookUp } from '../shapes.ts';
import type { Titles } from './load-titles.ts';
import { REPORT_HEADER, reportCells } from './report-words.ts';

/** The report as CSV (RFC 4180) with a header row, for a spreadsheet that takes it for UTF-8. */
export function reportCsv(lookUps: readonly LookUp[], titles: Titles): string {
  const rows = [[...REPORT_HEADER], ...lookUps.map((lookUp) => reportCells(lookUp, titles))];
  return `\uFEFF${rows.map((row) => `${row.map(csvCell).join(',')}\r\n`).join('')}`;
}

/**
 * One field. What a spreadsheet would take for a formula is preceded by an apostrophe (OWASP, CSV
 * injection).
 */
export function csvCell(text: string): string {
  const safe = /^[=+\-@\t\r＝＋－＠]/u.test(text) ? `'${text}` : text;
  return /[",\r\n]/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
