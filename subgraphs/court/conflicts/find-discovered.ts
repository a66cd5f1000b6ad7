import { eq, inArray } from 'drizzle-orm';
import type { ConflictGround } from '../../../schema/contract/codes.ts';
import type { PartyAnswer } from '../../../schema/contract/reply.ts';
import { indexAddress, indexId, indexPhone } from '../intake/blind-indexes.ts';
import type { RecordingCourt } from '../ledger/court-transaction.ts';
import type { Executor } from '../repairs/issue-inquiry.ts';
import { clerkProfile, party, repair } from '../tables.ts';
import type { Vault } from '../vault/vault.ts';
import { findConflicts } from './find-conflicts.ts';
import { raiseConflicts } from './raise-conflicts.ts';

/** What agencies answered about the party of a repair. */
export type Discovered = { repairId: string; answers: readonly PartyAnswer[] };

type Profile = typeof clerkProfile.$inferSelect;

/**
 * Compares what replies brought with what the caller declared of themselves, as `findConflicts` does
 * with what was typed: a relative who is listed by name and phone alone is one all the same.
 *
 * @returns the repairs that the caller may not go near until somebody else approves.
 */
export async function findDiscovered(
  court: RecordingCourt,
  executor: Executor,
  discovered: readonly Discovered[],
): Promise<ReadonlySet<string>> {
  const subject = court.caller.person?.subject;
  if (subject === undefined) return new Set();
  const [profile] = await executor
    .select()
    .from(clerkProfile)
    .where(eq(clerkProfile.clerk, subject));
  if (profile === undefined) return new Set();
  const grounds = new Map(
    discovered.flatMap(({ repairId, answers }) => {
      const ground = groundOf(court.vault, profile, answers);
      return ground === undefined ? [] : [[repairId, ground] as const];
    }),
  );
  if (grounds.size === 0) return new Set();
  await raiseConflicts(court, executor, subject, await withCases(executor, grounds));
  return findConflicts(court, executor, [...grounds.keys()]);
}

/** The gravest thing that they have in common. */
function groundOf(
  vault: Vault,
  { idIndexes, phoneIndexes, kinIndexes, addressIndexes }: Profile,
  answers: readonly PartyAnswer[],
): ConflictGround | undefined {
  const ids = answers
    .flatMap(({ discovered }) => discovered?.id ?? [])
    .map((id) => indexId(vault, id));
  const leads = answers.flatMap(({ contacts }) => contacts);
  const valuesOf = (kind: string) =>
    leads.filter((lead) => lead.kind === kind).map(({ value }) => value);
  const phones = valuesOf('PHONE').map((phone) => indexPhone(vault, phone));
  if (share(ids, idIndexes) || share(phones, phoneIndexes)) return 'SHARED_IDENTIFIER';
  if (share(ids, kinIndexes)) return 'DECLARED_KIN';
  const homes = addressIndexes.length === 0 ? [] : valuesOf('ADDRESS');
  const addresses = homes.map((address) => indexAddress(vault, address));
  return share(addresses, addressIndexes) ? 'SHARED_HOUSEHOLD' : undefined;
}

function share(found: readonly Buffer[], declared: readonly Buffer[]): boolean {
  return found.some((one) => declared.some((other) => one.equals(other)));
}

/** In the order of ids, so that two transactions never wait for each other. */
async function withCases(executor: Executor, grounds: ReadonlyMap<string, ConflictGround>) {
  const rows = await executor
    .select({ repairId: repair.id, caseId: party.caseId })
    .from(repair)
    .innerJoin(party, eq(party.id, repair.partyId))
    .where(inArray(repair.id, [...grounds.keys()]))
    .orderBy(repair.id);
  return rows.flatMap((row) => {
    const ground = grounds.get(row.repairId);
    return ground === undefined ? [] : [{ ...row, ground }];
  });
}
