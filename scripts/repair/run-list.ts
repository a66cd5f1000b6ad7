import { z } from 'zod';
import { AUTHORITY_PROBLEMS } from '../../schema/contract/codes.ts';
import type { AuthorityProblem } from '../../schema/contract/codes.ts';
import { SignInError } from '../sign-in/sign-in-error.ts';
import type { GraphClient } from './graph-client.ts';
import { GraphError } from './graph-client.ts';
import type { Terms } from './terms.ts';
import { repairShape } from './repair-shape.ts';
import type { Repair } from './repair-shape.ts';

/** Parties put to the agencies in one envelope. */
const ENVELOPE = 500;

const listShape = z.object({
  repairs: z.object({
    edges: z.array(z.object({ node: z.object({ id: z.string(), partyRef: z.string() }) })),
    pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
  }),
});

const repairs = z.array(repairShape).nullable();
/** What the court did not put to anybody, and why. */
export const refusedShape = z.array(
  z.object({ id: z.string(), problem: z.enum(AUTHORITY_PROBLEMS) }),
);
const runShape = z.object({
  runRepairs: z.object({
    refused: refusedShape,
    repairs,
    followUp: z.object({ repairs }).nullable(),
  }),
});

export type ListedRepair = { id: string; partyRef: string };

/** What a run of a whole list brought, in the order of the list. */
export type ListResult<Settled> = {
  listed: ListedRepair[];
  /** By repair. */
  settled: Map<string, Settled>;
  /** What whoever asks may not ask, by repair. */
  refused: Map<string, AuthorityProblem>;
  /** Why some could not be processed, a line each. */
  problems: string[];
};

/** The repairs of a list, in the order of the list. */
export async function listRepairs(graph: GraphClient, list: string): Promise<ListedRepair[]> {
  const listed: ListedRepair[] = [];
  let after: string | null = null;
  do {
    const page: z.infer<typeof listShape> = await graph.ask(
      'ListOfParties',
      { list, after },
      listShape,
    );
    listed.push(...page.repairs.edges.map(({ node }) => node));
    after = page.repairs.pageInfo.hasNextPage ? page.repairs.pageInfo.endCursor : null;
  } while (after !== null);
  return listed;
}

/** Puts a list to the agencies and brings back what was found. */
export async function runList(
  graph: GraphClient,
  listed: ListedRepair[],
  { asOf, purpose, kinds, legalBasis }: Terms,
  onProgress: (done: number) => void,
): Promise<ListResult<Repair>> {
  return inEnvelopes(listed, onProgress, async (ids) => {
    const variables = { ids, asOf, purpose, kinds, legalBasis };
    const { runRepairs } = await graph.ask('RunRepairs', variables, runShape);
    const settled = [...(runRepairs.repairs ?? []), ...(runRepairs.followUp?.repairs ?? [])];
    return {
      settled: settled.map((repair) => [repair.id, repair]),
      refused: runRepairs.refused.map(({ id, problem }) => [id, problem]),
    };
  });
}

/** What came of one envelope, by repair. */
type Part<Settled> = { settled: [string, Settled][]; refused: [string, AuthorityProblem][] };

/** Works through a list envelope by envelope; one that fails does not stop the others. */
export async function inEnvelopes<Settled>(
  listed: ListedRepair[],
  onProgress: (done: number) => void,
  put: (ids: string[]) => Promise<Part<Settled>>,
): Promise<ListResult<Settled>> {
  const settled = new Map<string, Settled>();
  const refused = new Map<string, AuthorityProblem>();
  const problems: string[] = [];
  for (let from = 0; from < listed.length; from += ENVELOPE) {
    const part = listed.slice(from, from + ENVELOPE);
    try {
      const came = await put(part.map(({ id }) => id));
      for (const [id, result] of came.settled) settled.set(id, result);
      for (const [id, problem] of came.refused) refused.set(id, problem);
    } catch (error) {
      problems.push(`parties ${String(from + 1)} to ${String(from + part.length)}: ${said(error)}`);
    }
    onProgress(from + part.length);
  }
  return { listed, settled, refused, problems };
}

function said(error: unknown): string {
  if (error instanceof GraphError) return `${error.message} (${error.code})`;
  if (error instanceof SignInError) return error.message;
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? `the gateway cannot be reached (${code})` : 'failed';
}
