import { inCourtDatabase } from './court-database.ts';

/** How many rows the court's tables hold of a repair, whoever may read them. */
export type Kept = {
  contacts: number;
  answers: number;
  /** Entries of inquiries under way. */
  entries: number;
  reveals: number;
};

export async function keptOf(repairId: string): Promise<Kept> {
  const [kept] = await inCourtDatabase(
    (sql) => sql<Kept[]>`
      select
        (select count(*)::int from contact where repair_id = ${repairId}) as contacts,
        (select count(*)::int from agency_answer where repair_id = ${repairId}) as answers,
        (select count(*)::int from inquiry_party where repair_id = ${repairId}) as entries,
        (select count(*)::int from contact_reveal where repair_id = ${repairId}) as reveals`,
  );
  if (kept === undefined) throw new Error('A count came back empty');
  return kept;
}
