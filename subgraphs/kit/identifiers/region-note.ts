import table from './county-codes.json' with { type: 'json' };

/** What the county table says against the region of a resident ID. A hint for a human only. */
export type RegionNote = 'REGION_UNKNOWN' | 'REGION_ABOLISHED_BEFORE_BIRTH';

/** When a code stood in the published tables (year and month); without `until` it still does. */
type Span = { until?: string };

const SPANS: ReadonlyMap<string, Span> = new Map([
  ...table.standing.split(' ').map((code): [string, Span] => [code, {}]),
  ...table.abolished.flatMap(({ until, codes }) =>
    codes.split(' ').map((code): [string, Span] => [code, { until }]),
  ),
]);

/** Month of the first table. Numbers of people born before may have codes that were gone by then. */
const FIRST_TABLE = '2002-12';

/**
 * Compares a county code with the tables of GB/T 2260 since 2002. A code abolished since stays good
 * for whoever was born before, and one in no table is remarkable only with a younger birth date. So
 * nothing here refuses a number.
 */
export function regionNote(code: string, birthDate: string | undefined): RegionNote | undefined {
  const born = birthDate?.slice(0, 7);
  const span = SPANS.get(code);
  if (born === undefined || born <= FIRST_TABLE) return undefined;
  if (span === undefined) return 'REGION_UNKNOWN';
  return span.until !== undefined && born > span.until
    ? 'REGION_ABOLISHED_BEFORE_BIRTH'
    : undefined;
}
