import type { SourceFinding } from '../asking/open-finding.ts';
import { writeCursor } from './page-cursor.ts';
import { shownEntry } from './shown-entry.ts';
import type { ShownEntry } from './shown-entry.ts';

export type EntryPage = {
  edges: { cursor: string; node: ShownEntry }[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
};

/**
 * The newest entries of all sources, newest first; of one moment in the order of the sources' names.
 * Each source keeps its own order, so that a cursor can say how far it was read, also where an entry
 * was written later than it says. One that is away is passed over, and read on when it is back.
 */
export function mergeEntries(findings: readonly SourceFinding[]): EntryPage {
  const asks = findings.flatMap(({ code, ask }) => (ask.ask === 'PAGE' ? [{ code, ask }] : []));
  const first = Math.max(0, ...asks.map(({ ask }) => ask.first));
  const to = asks.find(({ ask }) => ask.filter.to !== undefined)?.ask.filter.to ?? '';
  const before = Object.fromEntries(
    asks.flatMap(({ code, ask }) => (ask.before === undefined ? [] : [[code, ask.before]])),
  );
  const heads = findings.map(({ code, reply }) =>
    (reply?.entries ?? []).flatMap((sent) => shownEntry(code, sent) ?? []),
  );
  const edges: EntryPage['edges'] = [];
  while (edges.length < first) {
    const node = takeNewest(heads);
    if (node === undefined) break;
    before[node.source] = node.index;
    edges.push({ cursor: writeCursor({ to, before }), node });
  }
  const isLeft = heads.some((rest) => rest.length > 0);
  const hasNextPage = isLeft || findings.some(({ reply }) => reply?.hasMore === true);
  return { edges, pageInfo: { hasNextPage, endCursor: edges.at(-1)?.cursor ?? null } };
}

function takeNewest(heads: readonly ShownEntry[][]): ShownEntry | undefined {
  const [newest] = heads
    .filter(([head]) => head !== undefined)
    .sort(([a], [b]) => timeOf(b) - timeOf(a));
  return newest?.shift();
}

function timeOf(entry: ShownEntry | undefined): number {
  return entry?.at.getTime() ?? 0;
}
