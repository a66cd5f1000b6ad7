import { StackError } from '../stack/stack-error.ts';
import type { AuditRun } from './audit-run.ts';
import { reportShape } from './shapes.ts';
import type { LookUp } from './shapes.ts';

const PAGE = 100;

/**
 * All look-ups of a person, newest first, and the services that were not heard.
 *
 * @throws StackError where it cannot be read to the end: a report is whole, or there is none
 */
export async function readReport({ graph }: Pick<AuditRun, 'graph'>, sought: string) {
  const lookUps: LookUp[] = [];
  const missing = new Set<string>();
  const place: { after: string | null } = { after: null };
  for (;;) {
    const asked = { sought, first: PAGE, ...place };
    const { accessReport } = await graph.ask('AccessReport', asked, reportShape);
    const { edges, pageInfo, missing: away } = accessReport.lookUps;
    lookUps.push(...edges.map(({ node }) => node));
    for (const code of away) missing.add(code);
    if (!pageInfo.hasNextPage) return { lookUps, missing: [...missing] };
    if (pageInfo.endCursor === null)
      throw new StackError('The ledgers break off before their end: a report would not be whole.');
    place.after = pageInfo.endCursor;
  }
}
