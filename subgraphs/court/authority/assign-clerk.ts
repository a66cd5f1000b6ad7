import { eq, sql } from 'drizzle-orm';
import { graphError } from '../../kit/graph/graph-error.ts';
import type { CourtContext } from '../court-context.ts';
import { courtTransaction } from '../ledger/court-transaction.ts';
import type { Executor } from '../repairs/issue-inquiry.ts';
import { courtCase, partyList } from '../tables.ts';
import { recordAct } from './record-act.ts';
import { secondPerson } from './second-person.ts';

/** A list of parties by id, or one case by its number in full-width form. */
export type Assignable = { list: string } | { caseNo: string };

/**
 * Has a clerk work on one case, or on all live cases of a list.
 *
 * @returns how many cases the clerk was not assigned to before.
 * @throws GraphQLError SECOND_PERSON_NEEDED when a judge names themselves; LIST_NOT_FOUND,
 *   CASE_NOT_FOUND; CASE_NOT_LIVE for a case that has ended.
 */
export async function assignClerk(
  context: CourtContext,
  what: Assignable,
  clerk: string,
): Promise<number> {
  const judge = secondPerson(context.caller, clerk);
  return courtTransaction(context, async (court, tx) => {
    const target = 'list' in what ? await findList(tx, what.list) : await findCase(tx, what.caseNo);
    const added = await tx.execute<{ case_id: string }>(
      sql`insert into case_assignment (case_id, clerk, assigned_by)
          select id, ${clerk}, ${judge.subject} from court_case
          where status = 'LIVE' and ${target.cases}
          on conflict do nothing returning case_id`,
    );
    const act = await recordAct(tx, court.caller, {
      kind: 'ASSIGN_CLERK',
      ...target.about,
      detail: { clerk: court.pseudonymOf(clerk), cases: added.length },
    });
    const caseNo = 'caseNo' in what ? what.caseNo : undefined;
    court.note({ event: 'CLERK_ASSIGNED', caseNo, detail: { clerk, act } });
    return added.length;
  });
}

async function findList(tx: Executor, id: string) {
  await listExists(tx, id);
  const cases = sql`id in (select p.case_id from party_list_entry e
    join party p on p.id = e.party_id where e.list_id = ${id})`;
  return { cases, about: { targetId: id } };
}

/** @throws GraphQLError LIST_NOT_FOUND */
export async function listExists(tx: Executor, id: string): Promise<void> {
  const found = await tx.select({ id: partyList.id }).from(partyList).where(eq(partyList.id, id));
  if (found.length === 0) throw graphError('LIST_NOT_FOUND');
}

async function findCase(tx: Executor, caseNo: string) {
  const [found] = await tx
    .select({ id: courtCase.id, status: courtCase.status })
    .from(courtCase)
    .where(eq(courtCase.caseNo, caseNo));
  if (found === undefined) throw graphError('CASE_NOT_FOUND');
  if (found.status !== 'LIVE') throw graphError('CASE_NOT_LIVE');
  return { cases: sql`id = ${found.id}`, about: { caseId: found.id } };
}
