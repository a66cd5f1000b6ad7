import { z } from 'zod';
import { present } from '../../schema/client/present.ts';
import { AUTHORITY_PROBLEMS } from '../../schema/contract/codes.ts';
import type { GraphClient } from './graph-client.ts';
import { envelopesOf, inEnvelopes } from './in-envelopes.ts';
import type { ListResult, Recovered } from './in-envelopes.ts';
import { currentRepairs } from './listed-repairs.ts';
import type { CurrentRepair, ListedRepair } from './listed-repairs.ts';
import { NO_PATIENCE } from './patience.ts';
import type { Patience } from './patience.ts';
import { repairShape } from './repair-shape.ts';
import type { Repair } from './repair-shape.ts';
import type { Terms } from './terms.ts';

const repairs = z.array(repairShape).nullable();
/** What the court did not put to anybody, and why. */
export const refusedShape = z.array(
  z.object({ id: z.string(), problem: z.enum(AUTHORITY_PROBLEMS) }),
);
const runShape = z.object({
  runRepairs: present(
    z.object({
      refused: refusedShape,
      repairs,
      followUp: z.object({ repairs }).nullable(),
    }),
  ),
});

export type RunOptions = {
  /** With what can pass; none unless given. */
  patience?: Patience;
  /** Whether nothing can pass any more; then nothing is waited for. */
  isOver?: () => Promise<boolean>;
  /** Ends it between two envelopes. */
  signal?: AbortSignal;
  /** Goes on where an earlier run of the same list was stopped: what that settled stays. */
  resume?: boolean;
};

/** Puts a list to the agencies and brings back what was found. */
export async function runList(
  graph: GraphClient,
  listed: ListedRepair[],
  { asOf, purpose, kinds, legalBasis, agencies }: Terms,
  onProgress: (done: number) => void,
  { patience = NO_PATIENCE, isOver, signal, resume = false }: RunOptions = {},
): Promise<ListResult<Repair>> {
  const before = resume
    ? await standingNow(graph, listed, (now) => now.asOf === asOf && now.purpose === purpose)
    : { settled: [], open: envelopesOf(listed) };
  const result = await inEnvelopes(listed, before.open, {
    ...{ patience, isOver, signal, onProgress },
    put: async (ids) => {
      const variables = { ids, asOf, purpose, kinds, legalBasis, agencies };
      const { runRepairs } = await graph.ask('RunRepairs', variables, runShape);
      const settled = [...(runRepairs.repairs ?? []), ...(runRepairs.followUp?.repairs ?? [])];
      return {
        settled: settled.map((repair) => [repair.id, repair]),
        refused: runRepairs.refused.map(({ id, problem }) => [id, problem]),
      };
    },
    recover: (group) =>
      standingNow(graph, group, (now, listed) => now.settledAt !== listed.settledAt),
  });
  for (const [id, repair] of before.settled) result.settled.set(id, repair);
  return result;
}

/**
 * How repairs stand now: those that are settled and count as of this run, and the others, those that
 * wait for one inquiry together, since the court goes on with it where exactly they are asked again.
 */
async function standingNow(
  graph: GraphClient,
  listed: readonly ListedRepair[],
  counts: (now: CurrentRepair, listed: ListedRepair) => boolean,
): Promise<Recovered<Repair>> {
  const now = await currentRepairs(graph, listed);
  const settled: [string, Repair][] = [];
  const open: ListedRepair[] = [];
  for (const one of listed) {
    const repair = now.get(one.id);
    const isSettled = repair !== undefined && repair.status !== 'OPEN' && repair.settledAt !== null;
    if (isSettled && counts(repair, one)) settled.push([one.id, repair]);
    else open.push(one);
  }
  const waitsFor = ({ id }: ListedRepair): string | null => {
    const repair = now.get(id);
    return repair?.status === 'OPEN' ? repair.inquiry : null;
  };
  const groups = Map.groupBy(open, waitsFor);
  const fresh = envelopesOf(groups.get(null) ?? []);
  groups.delete(null);
  return { settled, open: [...groups.values(), ...fresh] };
}
