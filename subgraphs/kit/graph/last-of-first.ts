type Edges = readonly ({ cursor: string } | null | undefined)[];
type PageInfo = { hasPreviousPage: boolean; startCursor?: string | null | undefined };
type Size = number | null | undefined;

/**
 * Of a page that was asked for with `first`, as many from its end as `last` says where both are given
 * (GraphQL Cursor Connections, EdgesToReturn). Pothos leaves `last` unread then.
 */
export async function lastOfFirst<Page extends { edges: Edges; pageInfo: PageInfo }>(
  { first, last }: { first?: Size; last?: Size },
  connection: Promise<Page>,
): Promise<Page> {
  const page = await connection;
  if (typeof first !== 'number' || typeof last !== 'number') return page;
  if (page.edges.length <= last) return page;
  const edges = page.edges.slice(-last);
  const pageInfo = { ...page.pageInfo, hasPreviousPage: true, startCursor: edges[0]?.cursor };
  return { ...page, edges, pageInfo };
}
