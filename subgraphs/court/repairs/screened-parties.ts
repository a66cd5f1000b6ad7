import { eq, inArray } from 'drizzle-orm';
import type { AskedParty } from '../../../schema/contract/warrant.ts';
import type { CourtContext } from '../court-context.ts';
import type { LookedUp } from '../../kit/ledger/service-ledger.ts';
import { screenParty } from '../intake/screen-party.ts';
import type { Screened } from '../intake/screen-party.ts';
import { typedPartySchema } from '../intake/typed-party.ts';
import { identifiersOf } from '../ledger/identifiers-of.ts';
import { courtCase, party, repair } from '../tables.ts';
import type { Executor } from './issue-inquiry.ts';

/** A party of a repair, opened and screened; `asked` is missing where it may not be asked about. */
export type ScreenedParty = {
  repairId: string;
  caseNo: string;
  partyRef: string;
  screened: Screened;
  /** By what the ledger names the party. */
  party: LookedUp;
  asked: AskedParty | undefined;
};

/**
 * Opens the parties of these repairs, in the order of their intake, and screens them. The repairs
 * stay locked until the transaction ends, so that no two runs of one settle it at once.
 */
export async function screenedParties(
  court: CourtContext,
  tx: Executor,
  ids: readonly string[],
  asOf: string,
): Promise<ScreenedParty[]> {
  const rows = await readParties(tx, ids);
  return rows.map(({ caseId, typed: sealed, ...row }, at) => {
    const opened = court.vault.open(`party:${caseId}:${row.partyRef}`, sealed);
    const typed = typedPartySchema.parse(opened);
    const screened = screenParty(typed, asOf);
    if (!('ask' in screened))
      return { ...row, screened, party: identifiersOf(typed), asked: undefined };
    const asked = { ref: String(at + 1), caseNo: row.caseNo, ...screened.ask };
    return { ...row, screened, party: asked, asked };
  });
}

async function readParties(tx: Executor, ids: readonly string[]) {
  return tx
    .select({
      repairId: repair.id,
      caseId: courtCase.id,
      caseNo: courtCase.caseNo,
      partyRef: party.partyRef,
      typed: party.typed,
    })
    .from(repair)
    .innerJoin(party, eq(party.id, repair.partyId))
    .innerJoin(courtCase, eq(courtCase.id, party.caseId))
    .where(inArray(repair.id, [...new Set(ids)]))
    .orderBy(repair.sequence)
    .for('update', { of: repair });
}
