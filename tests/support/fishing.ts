import { z } from 'zod';
import type { Session } from '../../scripts/sign-in/session.ts';
import { askAs } from './ask-as.ts';
import { inCourtDatabase } from './court-database.ts';
import { assign, ownList } from './own-list.ts';
import type { OwnList } from './own-list.ts';
import { party, residentId } from './people.ts';
import { PEOPLE } from './session-of.ts';
import type { PersonName } from './session-of.ts';
import type { Row } from './small-world.ts';
import { tell } from './tell.ts';

/** What became of the parties that somebody asked about: ids, in the order of the answer. */
export type Caught = { granted: string[]; refused: string[] };

export const RUN = 'runRepairs';
export const VERIFY = 'verifyParties';
export type Bait = typeof RUN | typeof VERIFY;

const castShape = z.record(
  z.string(),
  z.object({
    refused: z.array(z.object({ id: z.string(), problem: z.literal('HOURLY_LIMIT') })),
    granted: z.array(z.object({ id: z.string() })),
  }),
);

/**
 * Asks about parties in one request, each group of them under an alias of its own. Granted is what
 * an answer came back for: nobody in the lists here is anywhere registered, so the first hop settles.
 */
export async function cast(
  session: Session,
  groups: readonly (readonly string[])[],
  bait: Bait = RUN,
): Promise<Caught> {
  const names = groups.map((_, at) => `g${String(at)}`);
  const heads = names.map((name) => `$${name}: [ID!]!`).join(', ');
  const query = `mutation Cast(${heads}) {
    ${names.map((name) => `${name}: ${FIELDS[bait].replace('IDS', `$${name}`)}`).join('\n')}
  }`;
  const variables = Object.fromEntries(names.map((name, at) => [name, groups[at]]));
  const { data, codes } = await askAs(session, query, variables);
  if (codes.length > 0) throw new Error(`The graph said ${codes.join(', ')}`);
  const said = Object.values(castShape.parse(data));
  return {
    granted: said.flatMap(({ granted }) => granted.map(({ id }) => id)),
    refused: said.flatMap(({ refused }) => refused.map(({ id }) => id)),
  };
}

const FIELDS = {
  runRepairs: `runRepairs(
    ids: IDS, purpose: SERVICE_OF_DOCUMENTS, kinds: [PHONE, ADDRESS], legalBasis: "CPL art. 87"
  ) { refused { id problem } granted: repairs { id } }`,
  verifyParties: `verifyParties(ids: IDS, purpose: SERVICE_OF_DOCUMENTS, legalBasis: "CPL art. 87") {
    refused { id problem }
    granted: verifications { id: repairId }
  }`,
};

/** Adds up several casts. */
export function together(casts: readonly Caught[]): Caught {
  return {
    granted: casts.flatMap(({ granted }) => granted),
    refused: casts.flatMap(({ refused }) => refused),
  };
}

export type Pond = OwnList & { rows: Row[] };

/**
 * A list of invented parties whose ID numbers follow one another, all of one case, to which the
 * judge has assigned clerks; approved is nothing.
 */
export async function stock(
  { caseNo, born }: { caseNo: string; born: string },
  parties: number,
  clerks: readonly PersonName[],
): Promise<Pond> {
  const rows = Array.from({ length: parties }, (_, at) =>
    party(`fish-${born}-${String(at)}`, '欧阳无名', {
      ...{ case_no: caseNo, id_number: residentId(born, at + 1) },
    }),
  );
  const list = await ownList(rows);
  for (const clerk of clerks) await assign({ list: list.listId }, clerk);
  return { ...list, rows };
}

const APPROVE = /* GraphQL */ `
  mutation Approve($list: ID!, $clerk: String!) {
    approveBatch(list: $list, clerk: $clerk, reason: "a list like any other") {
      parties
    }
  }
`;

/** As the judge: approves a list for a clerk. @returns of how many parties it is */
export async function approve(list: string, clerk: PersonName): Promise<number> {
  const shape = z.object({ approveBatch: z.object({ parties: z.int() }) });
  const said = await tell('judge', APPROVE, { list, clerk: PEOPLE[clerk] }, shape);
  return said.approveBatch.parties;
}

/** As if an hour had gone by for everybody. */
export async function nextHour(): Promise<void> {
  await inCourtDatabase((sql) => sql`delete from hourly_count`);
}

/** What the court wrote down of clerks at the limit, in order. */
export async function limitActs(): Promise<{ subject: string; refused: number }[]> {
  return inCourtDatabase(
    (sql) => sql<{ subject: string; refused: number }[]>`
      select subject, (detail->>'refused')::int as refused from act
      where kind = 'HOURLY_LIMIT' order by at, id`,
  );
}
