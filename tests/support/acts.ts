import { inCourtDatabase } from './court-database.ts';

/** What the court wrote down of somebody. */
export type RecordedAct = {
  kind: string;
  subject: string | null;
  role: string | null;
  caseId: string | null;
  targetId: string | null;
  reason: string | null;
  detail: Record<string, unknown>;
};

const COLUMNS = 'kind, subject, role, case_id as "caseId", target_id as "targetId", reason, detail';

/** Acts about one repair, list, contact or conflict, the oldest first. */
export function actsAbout(targetId: string): Promise<RecordedAct[]> {
  return inCourtDatabase(
    (sql) => sql<RecordedAct[]>`
      select ${sql.unsafe(COLUMNS)} from act where target_id = ${targetId} order by at, kind`,
  );
}

/** Acts for which this reason was given, the oldest first. */
export function actsFor(reason: string): Promise<RecordedAct[]> {
  return inCourtDatabase(
    (sql) => sql<RecordedAct[]>`
      select ${sql.unsafe(COLUMNS)} from act where reason = ${reason} order by at, kind`,
  );
}
