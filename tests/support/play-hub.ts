import { inject } from 'vitest';
import { z } from 'zod';
import { documentText } from '../../schema/client/document-text.ts';
import { SAMPLE_AS_OF } from '../../scripts/repair/options.ts';
import { REPAIR_FIELDS, repairShape } from '../../scripts/repair/repair-shape.ts';
import type { Repair } from '../../scripts/repair/repair-shape.ts';
import { AGENCIES } from './agencies.ts';
import { askAgency } from './ask-agency.ts';
import type { AgencySaid } from './ask-agency.ts';
import { readSaid } from './ask-graph.ts';
import type { GraphSaid } from './ask-graph.ts';
import { headersOf } from './session-of.ts';
import type { PersonName } from './session-of.ts';
import { signedCall } from './signed-call.ts';

/** What a hub hands to the court for an envelope, by agency. */
export type Replies = Record<string, AgencySaid>;

const RUN = /* GraphQL */ `
  mutation Run($ids: [ID!]!, $asOf: Date) {
    runRepairs(
      ids: $ids
      purpose: SERVICE_OF_DOCUMENTS
      kinds: [PHONE, ADDRESS]
      legalBasis: "CPL art. 87"
      asOf: $asOf
    ) {
      envelope
    }
  }
`;
const runShape = z.object({ runRepairs: z.object({ envelope: z.string() }) });

const SETTLE = /* GraphQL */ `
  ${documentText(REPAIR_FIELDS)}
  query Settle($representations: [_Any!]!) {
    _entities(representations: $representations) {
      ... on Inquiry {
        repairs {
          ...RepairFields
        }
        followUp {
          envelope
        }
      }
    }
  }
`;
const settledShape = z.object({
  _entities: z.tuple([
    z.object({
      repairs: z.array(repairShape),
      followUp: z.object({ envelope: z.string() }).nullable(),
    }),
  ]),
});

/** The steps of a hub, one by one, as whoever controls it could take them in somebody's name. */
export function playHub(as: PersonName = 'clerk') {
  const agencies = Object.fromEntries(
    Object.entries(inject('sample').subgraphUrls).filter(([code]) => AGENCIES.includes(code)),
  );
  const representation = (envelope: string, replies: Replies) => ({
    representations: [{ __typename: 'Inquiry', envelope, ...replies }],
  });
  return {
    agencies: Object.keys(agencies),
    /** Has the court issue an inquiry about these repairs. @returns the envelope */
    issue: async (ids: readonly string[]): Promise<string> => {
      const variables = { ids, asOf: SAMPLE_AS_OF };
      return (await askCourt(RUN, variables, runShape, as)).runRepairs.envelope;
    },
    /** Puts an envelope to every agency. */
    collect: async (envelope: string): Promise<Replies> => {
      const asked = Object.entries(agencies).map(
        async ([code, url]) => [code, await askAgency(url, code, envelope)] as const,
      );
      return Object.fromEntries(await Promise.all(asked));
    },
    /** Hands replies to the court. */
    settle: async (envelope: string, replies: Replies) => {
      const said = await askCourt(SETTLE, representation(envelope, replies), settledShape, as);
      return said._entities[0];
    },
    trySettle: (envelope: string, replies: Replies) =>
      callCourt(SETTLE, representation(envelope, replies), as),
    /** A repair as it stands. */
    repair: async (id: string): Promise<Repair> => {
      const query = `${documentText(REPAIR_FIELDS)} query One($id: ID!) { repair(id: $id) { ...RepairFields } }`;
      return (await askCourt(query, { id }, z.object({ repair: repairShape }), as)).repair;
    },
  };
}

/** Asks the court as the gateway does, in the name of a person of the stack. */
export async function callCourt(
  query: string,
  variables: object,
  as: PersonName = 'clerk',
): Promise<GraphSaid<Record<string, unknown> | undefined>> {
  const { court: url = '' } = inject('sample').subgraphUrls;
  const people = await headersOf(as);
  const { status, text } = await signedCall({
    ...{ url, code: 'court', people },
    body: { query, variables },
  });
  return readSaid(status, text);
}

async function askCourt<Data>(
  query: string,
  variables: object,
  shape: z.ZodType<Data>,
  as: PersonName,
): Promise<Data> {
  const { data, codes } = await callCourt(query, variables, as);
  if (codes.length > 0) throw new Error(`The court said ${codes.join(', ')}`);
  return shape.parse(data);
}
