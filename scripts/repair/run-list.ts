import { z } from 'zod';
import type { GraphClient } from './graph-client.ts';
import { GraphError } from './graph-client.ts';
import { REPAIR_FIELDS, repairShape } from './repair-shape.ts';
import type { Repair } from './repair-shape.ts';

/** Parties put to the agencies in one envelope. */
const ENVELOPE = 500;

const LIST = /* GraphQL */ `
  query ListOfParties($list: ID!, $after: String) {
    repairs(list: $list, first: 1000, after: $after) {
      edges {
        node {
          id
          partyRef
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`;

const listShape = z.object({
  repairs: z.object({
    edges: z.array(z.object({ node: z.object({ id: z.string(), partyRef: z.string() }) })),
    pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
  }),
});

const RUN = /* GraphQL */ `
  ${REPAIR_FIELDS}
  mutation RunRepairs($ids: [ID!]!, $asOf: Date) {
    runRepairs(ids: $ids, asOf: $asOf) {
      repairs {
        ...RepairFields
      }
      followUp {
        repairs {
          ...RepairFields
        }
      }
    }
  }
`;

const repairs = z.array(repairShape).nullable();
const runShape = z.object({
  runRepairs: z.object({ repairs, followUp: z.object({ repairs }).nullable() }),
});

export type ListedRepair = { id: string; partyRef: string };

/** What a run of a whole list brought, in the order of the list. */
export type ListResult<Settled> = {
  listed: ListedRepair[];
  /** By repair. */
  settled: Map<string, Settled>;
  /** Why some could not be processed, a line each. */
  problems: string[];
};

/** The repairs of a list, in the order of the list. */
export async function listRepairs(graph: GraphClient, list: string): Promise<ListedRepair[]> {
  const listed: ListedRepair[] = [];
  let after: string | null = null;
  do {
    const page: z.infer<typeof listShape> = await graph.ask(LIST, { list, after }, listShape);
    listed.push(...page.repairs.edges.map(({ node }) => node));
    after = page.repairs.pageInfo.hasNextPage ? page.repairs.pageInfo.endCursor : null;
  } while (after !== null);
  return listed;
}

/** Puts a list to the agencies and brings back what was found. */
export async function runList(
  graph: GraphClient,
  listed: ListedRepair[],
  asOf: string,
  onProgress: (done: number) => void,
): Promise<ListResult<Repair>> {
  return inEnvelopes(listed, onProgress, async (part) => {
    const ids = part.map(({ id }) => id);
    const { runRepairs } = await graph.ask(RUN, { ids, asOf }, runShape);
    const settled = [...(runRepairs.repairs ?? []), ...(runRepairs.followUp?.repairs ?? [])];
    return settled.map((repair) => [repair.id, repair]);
  });
}

/** Works through a list envelope by envelope; one that fails does not stop the others. */
export async function inEnvelopes<Settled>(
  listed: ListedRepair[],
  onProgress: (done: number) => void,
  put: (part: ListedRepair[]) => Promise<[string, Settled][]>,
): Promise<ListResult<Settled>> {
  const settled = new Map<string, Settled>();
  const problems: string[] = [];
  for (let from = 0; from < listed.length; from += ENVELOPE) {
    const part = listed.slice(from, from + ENVELOPE);
    try {
      for (const [id, result] of await put(part)) settled.set(id, result);
    } catch (error) {
      problems.push(`parties ${String(from + 1)} to ${String(from + part.length)}: ${said(error)}`);
    }
    onProgress(from + part.length);
  }
  return { listed, settled, problems };
}

function said(error: unknown): string {
  if (error instanceof GraphError) return `${error.message} (${error.code})`;
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? `the gateway cannot be reached (${code})` : 'failed';
}
