import { sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import type { Caller } from '../../kit/people/person.ts';
import { caseAssignment, conflictOfInterest, courtCase, repair } from '../tables.ts';

/**
 * Which cases the caller may know of: a judge all of the court, a clerk those assigned to them,
 * anybody else none. For a statement that reads `court_case`.
 */
export function knownCases({ person }: Caller): SQL | undefined {
  if (person?.roles.includes('JUDGE') === true) return undefined;
  if (person?.roles.includes('CLERK') !== true) return sql`false`;
  return sql`exists (select 1 from ${caseAssignment}
    where ${caseAssignment.caseId} = ${courtCase.id}
      and ${caseAssignment.clerk} = ${person.subject})`;
}

/**
 * Whether the results of a repair may be read by the caller: its case is live, and the caller has
 * nothing in common with the party that nobody approved. For a statement that reads `court_case`
 * and `repair`.
 */
export function isReadable({ person }: Caller): SQL<boolean> {
  return sql<boolean>`(${courtCase.status} = 'LIVE' and not exists (
    select 1 from ${conflictOfInterest} where ${conflictOfInterest.repairId} = ${repair.id}
      and ${conflictOfInterest.clerk} = ${person?.subject ?? ''}
      and ${conflictOfInterest.approvedAt} is null))`;
}
