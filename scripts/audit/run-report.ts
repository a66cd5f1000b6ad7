import { join } from 'node:path';
import { underHeader } from '../repair/aligned.ts';
import type { AuditRun } from './audit-run.ts';
import { counted } from '../repair/counted.ts';
import { loadTitles } from './pages/load-titles.ts';
import { reportCsv } from './pages/report-csv.ts';
import { reportPdf } from './pages/report-pdf.ts';
import { REPORT_HEADER, reportCells } from './pages/report-words.ts';
import { sealPerson } from './person.ts';
import type { PersonOptions } from './person.ts';
import { soughtBy, tellLeftOut } from './sought-by.ts';
import { readReport } from './read-report.ts';
import { tellAway } from './run-search.ts';
import { writePrivate } from '../repair/write-private.ts';

const ROOT = join(import.meta.dirname, '..', '..');

export type ReportOptions = PersonOptions & { pdf?: string; csv?: string };

/** `report`: who looked a person up, to the end, on the screen and as files to hand over. */
export async function runReport(run: AuditRun, options: ReportOptions): Promise<void> {
  const now = new Date();
  const sought = await sealPerson(run.home, options, now);
  const { lookUps, missing } = await readReport(run, sought);
  const titles = await loadTitles(ROOT);
  run.printRows(lookUps, () => [
    ...underHeader(
      [...REPORT_HEADER],
      lookUps.map((lookUp) => reportCells(lookUp, titles)),
    ),
    '',
    `${counted(lookUps.length, 'look-up')}; clerks stand by role and office, not by name`,
  ]);
  tellAway(run, missing);
  const by = soughtBy(options);
  tellLeftOut(run.say, by);
  if (options.csv !== undefined) await writePrivate(options.csv, reportCsv(lookUps, titles));
  if (options.pdf !== undefined)
    await writePrivate(options.pdf, await reportPdf({ lookUps, missing, by, titles, now }));
}
