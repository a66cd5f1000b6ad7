import { HASH_SIZE } from './merkle.ts';
import type { StoredNode } from './tree.ts';

/** Hashes of one row at most: three rows a page. */
const HASHES_PER_RUN = 64;

/** Neighbours of one level: a row of `ledger_node`, its hashes given by their place among all. */
export type NodeRun = {
  level: number;
  /** Index of the first of them within its level. */
  first: number;
  /** Bytes. */
  start: number;
  length: number;
};

/**
 * Nodes as rows: what one batch completes of a level stands in a row, rather than in one for each
 * hash. A row for each cost more than the entries themselves.
 *
 * @param nodes as `completedNodes` gives them
 * @returns all hashes behind each other, those of the leaves first
 */
export function nodeRows(nodes: readonly StoredNode[]): { hashes: Buffer; runs: NodeRun[] } {
  const levels = [...Map.groupBy(nodes, ({ level }) => level)].sort(
    ([one], [other]) => one - other,
  );
  const hashes = Buffer.concat(levels.flatMap(([, of]) => of.map(({ hash }) => hash)));
  const runs: NodeRun[] = [];
  let start = 0;
  for (const [level, of] of levels) {
    for (let at = 0; at < of.length; at += HASHES_PER_RUN) {
      const length = Math.min(HASHES_PER_RUN, of.length - at) * HASH_SIZE;
      runs.push({ level, first: (of[0]?.index ?? 0) + at, start, length });
      start += length;
    }
  }
  return { hashes, runs };
}
