import { eq, inArray } from 'drizzle-orm';
import type { CourtContext } from '../court-context.ts';
import { typedPartySchema } from '../intake/typed-party.ts';
import type { Executor } from '../repairs/issue-inquiry.ts';
import { courtCase, party, repair } from '../tables.ts';
import { identifiersOf } from './identifiers-of.ts';

/** Whom a repair is about, as an entry says it. */
export type RecordedParty = { person: Uint8Array | undefined; caseNo: string };

/**
 * The parties of these repairs, by repair: one statement. It opens what is sealed, so it is for what
 * happens to single parties; a run and its end have the identifiers in hand.
 */
export async function partiesOf(
  court: CourtContext,
  tx: Executor,
  repairIds: readonly string[],
): Promise<ReadonlyMap<string, RecordedParty>> {
  if (repairIds.length === 0) return new Map();
  const rows = await tx
    .select({
      ...{ repairId: repair.id, caseId: courtCase.id, caseNo: courtCase.caseNo },
      ...{ partyRef: party.partyRef, typed: party.typed },
    })
    .from(repair)
    .innerJoin(party, eq(party.id, repair.partyId))
    .innerJoin(courtCase, eq(courtCase.id, party.caseId))
    .where(inArray(repair.id, [...repairIds]));
  return new Map(
    rows.map(({ repairId, caseId, caseNo, partyRef, typed }) => {
      const opened = court.vault.open(`party:${caseId}:${partyRef}`, typed);
      const person = court.ledger.personOf(identifiersOf(typedPartySchema.parse(opened)));
      return [repairId, { person, caseNo }];
    }),
  );
}
