import { z } from 'zod';
import { present } from '../../schema/client/present.ts';
import { PURPOSES, REPAIR_STATUSES } from '../../schema/contract/codes.ts';
import type { GraphClient } from './graph-client.ts';
import { repairShape } from './repair-shape.ts';

const pageInfo = z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() });

/** What tells how far a repair has come, and by which inquiry. */
const standing = z.object({
  id: z.string(),
  status: z.enum(REPAIR_STATUSES),
  settledAt: z.string().nullable(),
  asOf: z.string().nullable(),
  purpose: z.enum(PURPOSES).nullable(),
  inquiry: z.string().nullable(),
});

/** How people call a party. */
const named = z.object({ caseNo: z.string(), partyRef: z.string() });

const listShape = z.object({
  repairs: present(
    z.object({
      edges: z.array(z.object({ cursor: z.string(), node: standing.extend(named.shape) })),
      pageInfo,
    }),
  ),
});

const currentShape = standing.extend(repairShape.shape);
const nowShape = z.object({
  repairs: present(z.object({ edges: z.array(z.object({ node: currentShape })), pageInfo })),
});

/** A repair of a list as it was before the run, and where in the list it stands. */
export type ListedRepair = z.infer<typeof standing> &
  z.infer<typeof named> & {
    list: string;
    /** Cursor of the one before it. */
    after: string | null;
  };

/** A repair as it is now, with all that came of it. */
export type CurrentRepair = z.infer<typeof currentShape>;

/** The repairs of a list, in the order of the list. */
export async function listRepairs(graph: GraphClient, list: string): Promise<ListedRepair[]> {
  const listed: ListedRepair[] = [];
  let before: string | null = null;
  let after: string | null = null;
  do {
    const page: z.infer<typeof listShape> = await graph.ask(
      'ListOfParties',
      { list, after },
      listShape,
    );
    for (const { cursor, node } of page.repairs.edges) {
      listed.push({ ...node, list, after: before });
      before = cursor;
    }
    after = page.repairs.pageInfo.hasNextPage ? page.repairs.pageInfo.endCursor : null;
  } while (after !== null);
  return listed;
}

/** How some repairs of one list stand now, by id; `listed` in the order of the list. */
export async function currentRepairs(
  graph: GraphClient,
  listed: readonly ListedRepair[],
): Promise<ReadonlyMap<string, CurrentRepair>> {
  const [first] = listed;
  const found = new Map<string, CurrentRepair>();
  if (first === undefined) return found;
  const missing = new Set(listed.map(({ id }) => id));
  let after = first.after;
  do {
    const variables = { list: first.list, after, first: Math.min(missing.size, PAGE) };
    const { repairs }: z.infer<typeof nowShape> = await graph.ask(
      'CurrentRepairs',
      variables,
      nowShape,
    );
    for (const { node } of repairs.edges) if (missing.delete(node.id)) found.set(node.id, node);
    after = repairs.pageInfo.hasNextPage ? repairs.pageInfo.endCursor : null;
  } while (after !== null && missing.size > 0);
  return found;
}

/** Repairs of one page: they come whole. */
const PAGE = 500;
