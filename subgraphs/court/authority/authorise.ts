import type { AuthorityProblem } from '../../../schema/contract/codes.ts';
import { findConflicts } from '../conflicts/find-conflicts.ts';
import type { RecordingCourt } from '../ledger/court-transaction.ts';
import { partiesOf } from '../ledger/parties-of.ts';
import { findInterrupted } from '../repairs/find-interrupted.ts';
import type { Interrupted } from '../repairs/find-interrupted.ts';
import type { Executor } from '../repairs/issue-inquiry.ts';
import { takeFromHour } from './hourly-limit.ts';
import { recordAct, recordActs } from './record-act.ts';
import { signedIn } from '../../kit/people/signed-in.ts';
import { problemOf, readStandings } from './standings.ts';
import type { Asking, Standing } from './standings.ts';

export type RefusedRepair = { id: string; problem: AuthorityProblem };

export type Authorised = {
  /** Ids that may be put to agencies now, each once, in the order they were named. */
  granted: string[];
  /** The same of those that may not. An id that names no repair is in neither. */
  refused: RefusedRepair[];
  /** What all granted repairs wait for, where asking about them is to ask the same again. */
  interrupted?: Interrupted | undefined;
};

/**
 * Decides which of these repairs the caller may put to agencies: the case is live, the caller is
 * assigned to it or a judge, has nothing in common with the party that nobody approved, and has
 * something left of the hour where no approved list covers the party; and no judge’s one opening of a
 * protected person is lost by it. What is left is granted in
 * order. A party that is refused does not count against the hour, since nobody is asked about it;
 * one that is granted does, whatever comes of it, but not twice for an inquiry that was cut off.
 *
 * A fixed number of statements. Refusals are recorded with the transaction, so do not end it by an
 * error: a conflict of interest that was found must stay for a second person to approve.
 *
 * @throws GraphQLError UNAUTHENTICATED when nobody is signed in.
 */
export async function authorise(
  court: RecordingCourt,
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
  const interrupted = await interruptedOf(court, tx, allowed(), asking);
  const counted = interrupted ? [] : allowed().filter(({ approved }) => !approved);
  const taken = await takeFromHour(court, tx, person, counted.length);
  const beyond = counted.slice(taken);
  for (const { repairId } of beyond) problems.set(repairId, 'HOURLY_LIMIT');
  if (beyond.length > 0) await alertOfLimit(court, tx, person.subject, beyond.length);
  const refused = refusedAmong(named, problems);
  await recordRefusals(court, tx, refused, asking);
  return {
    granted: allowed().map(idOf),
    interrupted,
    refused: refused.map(({ repairId: id, code: problem }) => ({ id, problem })),
  };
}

async function interruptedOf(
  court: RecordingCourt,
  tx: Executor,
  allowed: readonly Standing[],
  { resuming }: Asking,
): Promise<Interrupted | undefined> {
  const [id, ...others] = new Set(allowed.map(({ inquiryId }) => inquiryId));
  if (typeof id !== 'string' || others.length > 0 || resuming === undefined) return undefined;
  return findInterrupted(court, tx, { id, repairs: allowed.map(idOf) }, resuming);
}

function idOf({ repairId }: Standing): string {
  return repairId;
}

async function alertOfLimit(
  court: RecordingCourt,
  tx: Executor,
  subject: string,
  refused: number,
): Promise<void> {
  const clerk = court.pseudonymOf(subject);
  court.log.warn({ alert: 'HOURLY_LIMIT', clerk, refused }, 'a clerk came to the hourly limit');
  const act = await recordAct(tx, court.caller, { kind: 'HOURLY_LIMIT', detail: { refused } });
  court.note({ event: 'HOURLY_LIMIT_REACHED', detail: { refused, act } });
}

type Refused = Standing & { code: AuthorityProblem };

function refusedAmong(
  named: readonly Standing[],
  problems: ReadonlyMap<string, AuthorityProblem>,
): Refused[] {
  return named.flatMap((standing) => {
    const code = problems.get(standing.repairId);
    return code === undefined ? [] : [{ ...standing, code }];
  });
}

async function recordRefusals(
  court: RecordingCourt,
  tx: Executor,
  refused: readonly Refused[],
  { purpose }: Asking,
): Promise<void> {
  const acts = await recordActs(
    tx,
    court.caller,
    refused.map(({ repairId, caseId, code }) => ({
      kind: 'DENIED' as const,
      ...{ caseId, targetId: repairId, detail: { code } },
    })),
  );
  const parties = await partiesOf(court, tx, refused.map(idOf));
  refused.forEach(({ repairId: repair, code: outcome }, at) => {
    const detail = { repair, act: acts[at] ?? null };
    court.note({ event: 'ACCESS_DENIED', ...parties.get(repair), purpose, outcome, detail });
  });
}
