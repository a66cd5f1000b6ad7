type Cursors = { startCursor?: string | null | undefined; endCursor?: string | null | undefined };

/**
 * A connection whose page, where it has no entries, has no cursors either (GraphQL Cursor Connections,
 * PageInfo). Pothos hands out empty ones, or the one that the page was asked by.
 */
export async function nullCursors<Page extends { edges: readonly unknown[]; pageInfo: Cursors }>(
  connection: Promise<Page>,
): Promise<Page> {
  const page = await connection;
  if (page.edges.length > 0) return page;
  return { ...page, pageInfo: { ...page.pageInfo, startCursor: null, endCursor: null } };
}
