import type { AuthorityProblem } from '../../../schema/contract/codes.ts';
import { findConflicts } from '../conflicts/find-conflicts.ts';
import type { CourtContext } from '../court-context.ts';
import type { Executor } from '../repairs/issue-inquiry.ts';
import { takeFromHour } from './hourly-limit.ts';
import { recordAct, recordActs } from './record-act.ts';
import { signedIn } from './signed-in.ts';
import { problemOf, readStandings } from './standings.ts';
import type { Asking, Standing } from './standings.ts';

export type RefusedRepair = { id: string; problem: AuthorityProblem };

export type Authorised = {
  /** Ids that may be put to agencies now, each once, in the order they were named. */
  granted: string[];
  /** The same of those that may not. An id that names no repair is in neither. */
  refused: RefusedRepair[];
};

/**
 * Decides which of these repairs the caller may put to agencies: the case is live, the caller is
 * assigned to it or a judge, has nothing in common with the party that nobody approved, and has
 * something left of the hour where no approved list covers the party; and no judge’s one opening of a
 * protected person is lost by it. What is left is granted in
 * order. A party that is refused does not count against the hour, since nobody is asked about it;
 * one that is granted does, whatever comes of it.
 *
 * A fixed number of statements. Refusals are recorded with the transaction, so do not end it by an
 * error: a conflict of interest that was found must stay for a second person to approve.
 *
 * @throws GraphQLError UNAUTHENTICATED when nobody is signed in.
 */
export async function authorise(
  court: CourtContext,
  tx: Executor,
  ids: readonly string[],
  asking: Asking,
): Promise<Authorised> {
  const person = signedIn(court.caller);
  const about = { subject: person.subject, now: court.now() };
  const standings = await readStandings(tx, about, ids);
  const named = [...new Set(ids)].flatMap((id) => standings.get(id) ?? []);
  const problems = new Map<string, AuthorityProblem>();
  for (const standing of named) {
    const problem = problemOf(standing, asking);
    if (problem !== undefined) problems.set(standing.repairId, problem);
  }
  const allowed = () => named.filter(({ repairId }) => !problems.has(repairId));
  const conflicts = await findConflicts(court, tx, allowed().map(idOf));
  for (const id of conflicts) problems.set(id, 'CONFLICT_OF_INTEREST');
  const counted = allowed().filter(({ approved }) => !approved);
  const taken = await takeFromHour(court, tx, person, counted.length);
  const beyond = counted.slice(taken);
  for (const { repairId } of beyond) problems.set(repairId, 'HOURLY_LIMIT');
  if (beyond.length > 0) await alertOfLimit(court, tx, person.subject, beyond.length);
  await recordRefusals(court, tx, named, problems);
  return {
    granted: allowed().map(idOf),
    refused: named.flatMap(({ repairId: id }) => {
      const problem = problems.get(id);
      return problem === undefined ? [] : [{ id, problem }];
    }),
  };
}

function idOf({ repairId }: Standing): string {
  return repairId;
}

async function alertOfLimit(
  court: CourtContext,
  tx: Executor,
  subject: string,
  refused: number,
): Promise<void> {
  const clerk = court.pseudonymOf(subject);
  court.log.warn({ alert: 'HOURLY_LIMIT', clerk, refused }, 'a clerk came to the hourly limit');
  await recordAct(tx, court.caller, { kind: 'HOURLY_LIMIT', detail: { refused } });
}

async function recordRefusals(
  court: CourtContext,
  tx: Executor,
  named: readonly Standing[],
  problems: ReadonlyMap<string, AuthorityProblem>,
): Promise<void> {
  const acts = named.flatMap(({ repairId, caseId }) => {
    const code = problems.get(repairId);
    if (code === undefined) return [];
    return [{ kind: 'DENIED' as const, caseId, targetId: repairId, detail: { code } }];
  });
  await recordActs(tx, court.caller, acts);
}
