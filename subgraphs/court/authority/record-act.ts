import { randomUUID } from 'node:crypto';
import type { Caller } from '../../kit/people/person.ts';
import type { Executor } from '../repairs/issue-inquiry.ts';
import { act } from '../tables.ts';
import { actingRole } from './acting-role.ts';

/** What is written down of people, granted and refused alike. */
export const ACT_KINDS = [
  /** Parties were put to agencies for contacts, or for verdicts alone. */
  'RUN_REPAIRS',
  'VERIFY_PARTIES',
  /** An operation, or some of its parties, was refused; the code stands in `detail`. */
  'DENIED',
  /** A clerk came to the end of what an hour allows. */
  'HOURLY_LIMIT',
  'ASSIGN_CLERK',
  'APPROVE_BATCH',
  'DECIDE_REVIEW',
  'CONFLICT_FOUND',
  'APPROVE_CONFLICT',
  'LIFT_PROTECTION',
  'REVEAL_CONTACT',
  'WITHDRAW_CASE',
  'CLOSE_CASE',
  /** By the job that deletes contacts whose time is over; nobody's subject. */
  'EXPIRE_CONTACTS',
] as const;
export type ActKind = (typeof ACT_KINDS)[number];

export type Act = {
  kind: ActKind;
  caseId?: string | undefined;
  /** The repair, list, contact or conflict it is about. */
  targetId?: string | undefined;
  reason?: string | undefined;
  /** Codes and counts only: never a name, a number or a token. */
  detail?: Readonly<Record<string, string | number | boolean | readonly string[]>> | undefined;
};

/**
 * Writes down one act. Inside a transaction it is kept with what it is about, or not at all; a
 * refusal that ends a transaction must be written outside of it. Rows are never changed: the serving
 * role may append and nothing else.
 *
 * @returns its id, by which the ledger names it
 */
export async function recordAct(
  executor: Pick<Executor, 'insert'>,
  caller: Caller | undefined,
  one: Act,
): Promise<string> {
  const [id = ''] = await recordActs(executor, caller, [one]);
  return id;
}

/** The same for several of one caller, in one statement and in their order. */
export async function recordActs(
  executor: Pick<Executor, 'insert'>,
  caller: Caller | undefined,
  acts: readonly Act[],
): Promise<string[]> {
  if (acts.length === 0) return [];
  const person = caller?.person;
  const by = {
    subject: person?.subject,
    role: person === undefined ? undefined : actingRole(person),
  };
  const rows = acts.map(({ detail = {}, ...about }) => ({
    ...{ id: randomUUID(), ...by, ...about, detail },
  }));
  await executor.insert(act).values(rows);
  return rows.map(({ id }) => id);
}
