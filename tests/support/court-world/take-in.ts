import { randomBytes } from 'node:crypto';
import { asc, eq } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/postgres-js';
import { takeInParties } from '../../../subgraphs/court/intake/take-in-parties.ts';
import type { TypedParty } from '../../../subgraphs/court/intake/typed-party.ts';
import type { CourtContext } from '../../../subgraphs/court/court-context.ts';
import { party, partyListEntry, repair } from '../../../subgraphs/court/tables.ts';
import type { CourtWorld } from './court-world.ts';

/** A list that was taken in, with its repairs in its order. */
export type TakenIn = { listId: string; repairs: string[] };

/** For tests: one number of a case a digit or more. */
export function caseNo(number: number): string {
  return `（2026）浙0782民初${String(10_000 + number)}号`;
}

/**
 * Takes in persons as one list, each with a name and an ID number of their own unless told.
 *
 * @param cases the number of each party's case, one a party
 */
export async function takeIn(
  world: CourtWorld,
  cases: readonly number[],
  typed: Partial<TypedParty> = {},
): Promise<TakenIn> {
  const rows = cases.map((number, at) => ({
    ...{ line: at + 2, caseNo: caseNo(number), partyRef: `d${String(at + 1)}`, role: 'DEFENDANT' },
    typed: { ...PERSON, ...typed },
  }));
  const db = drizzle(world.owner.sql);
  const { vault }: CourtContext = world.as();
  const chunks = async function* () {
    yield await Promise.resolve(rows);
  };
  const { listId } = await takeInParties(db, vault, randomBytes(32), chunks());
  const found = await db
    .select({ id: repair.id })
    .from(partyListEntry)
    .innerJoin(party, eq(party.id, partyListEntry.partyId))
    .innerJoin(repair, eq(repair.partyId, party.id))
    .where(eq(partyListEntry.listId, listId))
    .orderBy(asc(partyListEntry.line));
  return { listId, repairs: found.map(({ id }) => id) };
}

/** Nobody: the number is the example of GB 11643. */
const PERSON: TypedParty = {
  ...{ partyType: 'PERSON', name: '夏伟勇', idType: 'RESIDENT_ID', idNumber: '11010519491231002X' },
  ...{ issuingState: '', phone: '', lastKnownAddress: '' },
};
