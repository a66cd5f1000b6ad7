import type { RepairStatus } from '../../schema/contract/codes.ts';
import type { Narrowed } from './options.ts';
import type { ReviewClient } from './review-client.ts';
import { repairsShape, statusesShape } from './shapes.ts';
import type { PartyStatus, RepairNow } from './shapes.ts';

/** Repairs of one page: they come whole. */
const PAGE = 500;
/** Of those of which a status is all that comes. */
const LIGHT_PAGE = 1000;

type Page<Node> = {
  edges: readonly { node: Node }[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
};

/** The repairs of a status, in the order of their intake. */
export async function readRepairs(
  graph: ReviewClient,
  status: RepairStatus,
  { list, caseNo }: Narrowed,
): Promise<RepairNow[]> {
  const repairs = await allPages(async (after) => {
    const asked = { list, status, first: PAGE, after };
    return (await graph.ask('RepairsOfStatus', asked, repairsShape)).repairs;
  });
  return caseNo === undefined ? repairs : repairs.filter((repair) => repair.caseNo === caseNo);
}

/** How parties stand that go by one of these references, in whatever case. */
export async function readStatuses(
  graph: ReviewClient,
  refs: readonly string[],
): Promise<PartyStatus[]> {
  const parties = await allPages(async (after) => {
    const asked = { first: LIGHT_PAGE, after };
    return (await graph.ask('StatusOfParties', asked, statusesShape)).repairs;
  });
  return parties.filter(({ partyRef }) => refs.includes(partyRef));
}

async function allPages<Node>(
  readPage: (after: string | null) => Promise<Page<Node>>,
): Promise<Node[]> {
  const nodes: Node[] = [];
  const place: { after: string | null } = { after: null };
  for (;;) {
    const { edges, pageInfo } = await readPage(place.after);
    nodes.push(...edges.map(({ node }) => node));
    if (!pageInfo.hasNextPage || pageInfo.endCursor === null) return nodes;
    place.after = pageInfo.endCursor;
  }
}
