import type { BlockReason } from '../../../schema/contract/codes.ts';
import type { Settlement } from '../settle/settlement.ts';
import { warningAgency } from '../tables.ts';
import type { Executor } from '../repairs/issue-inquiry.ts';

/** What only such a register knows; who is a minor every agency can tell. */
const REGISTERED: ReadonlySet<BlockReason | undefined> = new Set(['DECEASED', 'PROTECTED']);

/** Keeps which agencies told of somebody dead or protected, for as long as there is a court. */
export async function rememberWarnings(
  tx: Executor,
  settlements: readonly Pick<Settlement, 'agencies'>[],
): Promise<void> {
  const warned = settlements.flatMap(({ agencies }) =>
    Object.entries(agencies).flatMap(([agency, { blockedBy }]) =>
      REGISTERED.has(blockedBy) ? [agency] : [],
    ),
  );
  // in one order, so that two transactions never wait for each other
  const rows = [...new Set(warned)].sort().map((agency) => ({ agency }));
  if (rows.length === 0) return;
  await tx.insert(warningAgency).values(rows).onConflictDoNothing();
}

/**
 * Whom to ask for contacts: those who are named, and those who have warned before, as far as the court
 * still knows them. Whoever could leave them out would be told where a protected person is by the rest.
 *
 * @param known codes in the order in which the court asks them
 */
export async function withWarning(
  tx: Executor,
  named: readonly string[],
  known: readonly string[],
): Promise<string[]> {
  const warning = await tx.select({ agency: warningAgency.agency }).from(warningAgency);
  const wanted = new Set([...named, ...warning.map(({ agency }) => agency)]);
  return known.filter((code) => wanted.has(code));
}
