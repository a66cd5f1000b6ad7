import { inject } from 'vitest';
import { z } from 'zod';
import { SAMPLE_AS_OF } from '../../scripts/repair/options.ts';
import { REPAIR_FIELDS, repairShape } from '../../scripts/repair/repair-shape.ts';
import type { Repair } from '../../scripts/repair/repair-shape.ts';
import { askAgency } from './ask-agency.ts';
import type { AgencySaid } from './ask-agency.ts';
import { askGraph, tryGraph } from './ask-graph.ts';

/** What a hub hands to the court for an envelope, by agency. */
export type Replies = Record<string, AgencySaid>;

const RUN = /* GraphQL */ `
  mutation Run($ids: [ID!]!, $asOf: Date) {
    runRepairs(ids: $ids, asOf: $asOf) {
      envelope
    }
  }
`;
const runShape = z.object({ runRepairs: z.object({ envelope: z.string() }) });

const SETTLE = /* GraphQL */ `
  ${REPAIR_FIELDS}
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

/** The steps of a hub, one by one, as whoever controls it could take them. */
export function playHub() {
  const { court = '', ...agencies } = inject('sample').subgraphUrls;
  const representation = (envelope: string, replies: Replies) => ({
    representations: [{ __typename: 'Inquiry', envelope, ...replies }],
  });
  return {
    agencies: Object.keys(agencies),
    /** Has the court issue an inquiry about these repairs. @returns the envelope */
    issue: async (ids: readonly string[]): Promise<string> => {
      const variables = { ids, asOf: SAMPLE_AS_OF };
      return (await askGraph(court, RUN, variables, runShape)).runRepairs.envelope;
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
      const said = await askGraph(court, SETTLE, representation(envelope, replies), settledShape);
      return said._entities[0];
    },
    trySettle: (envelope: string, replies: Replies) =>
      tryGraph(court, SETTLE, representation(envelope, replies)),
    /** A repair as it stands. */
    repair: async (id: string): Promise<Repair> => {
      const query = `${REPAIR_FIELDS} query One($id: ID!) { repair(id: $id) { ...RepairFields } }`;
      return (await askGraph(court, query, { id }, z.object({ repair: repairShape }))).repair;
    },
  };
}
