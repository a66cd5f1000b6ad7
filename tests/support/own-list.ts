import { z } from 'zod';
import { inCourtDatabase } from './court-database.ts';
import { tell } from './tell.ts';
import { takeIn } from './small-world.ts';
import type { Row } from './small-world.ts';
import { PEOPLE } from './session-of.ts';
import type { PersonName } from './session-of.ts';

/** A list of a test's own, and the repairs of its parties, in its order. */
export type OwnList = { listId: string; ids: string[] };

/** Takes parties into the court, of cases that nobody works on yet. */
export async function ownList(rows: readonly Row[]): Promise<OwnList> {
  const listId = await takeIn(rows);
  const found = await inCourtDatabase(
    (sql) => sql<{ id: string }[]>`
      select r.id from repair r join party_list_entry e on e.party_id = r.party_id
      where e.list_id = ${listId} order by e.line`,
  );
  return { listId, ids: found.map(({ id }) => id) };
}

/** The same, and as the judge has a clerk work on the cases. */
export async function assignedList(rows: readonly Row[], clerk: PersonName): Promise<OwnList> {
  const list = await ownList(rows);
  await assign({ list: list.listId }, clerk);
  return list;
}

const ASSIGN = /* GraphQL */ `
  mutation Assign($list: ID, $caseNo: String, $clerk: String!) {
    assignClerk(list: $list, caseNo: $caseNo, clerk: $clerk)
  }
`;

/** As the judge: gives a list or a case to a clerk. @returns how many cases are new to the clerk */
export async function assign(
  what: { list: string } | { caseNo: string },
  clerk: PersonName,
): Promise<number> {
  const variables = { ...what, clerk: PEOPLE[clerk] };
  return (await tell('judge', ASSIGN, variables, z.object({ assignClerk: z.int() }))).assignClerk;
}
