import { nodeHash } from './merkle.ts';
import { consistencyRanges, inclusionRanges, isCount } from './proof-ranges.ts';
import type { LeafRange } from './proof-ranges.ts';

/**
 * A complete subtree: of 2^level leaves, the `index`th of its level, from 0. Its hash never changes
 * once its last leaf is there, so it is written once.
 */
export type NodeId = { level: number; index: number };
export type StoredNode = NodeId & { hash: Uint8Array };

/** Hashes of complete subtrees, in the order asked for, in one read. @throws when one is missing. */
export type NodeReader = (ids: readonly NodeId[]) => Promise<readonly Uint8Array[]>;

/** The complete subtrees that make up the leaves from `start` to `end`, from left to right. */
export function coveringNodes({ start, end }: LeafRange): NodeId[] {
  const nodes: NodeId[] = [];
  let at = start;
  while (at < end) {
    let [level, width] = [0, 1];
    while (at % (width * 2) === 0 && at + width * 2 <= end) [level, width] = [level + 1, width * 2];
    nodes.push({ level, index: at / width });
    at += width;
  }
  return nodes;
}

/**
 * Takes leaves in behind a tree of `size` leaves.
 *
 * @param frontier hashes of the tree's covering nodes, from left to right
 * @returns every subtree that the leaves complete, the leaves themselves at level 0
 */
export function completedNodes(
  size: number,
  frontier: readonly Uint8Array[],
  leafHashes: readonly Uint8Array[],
): StoredNode[] {
  const waiting = [...frontier];
  const completed: StoredNode[] = [];
  leafHashes.forEach((leaf, offset) => {
    let node: StoredNode = { level: 0, index: size + offset, hash: leaf };
    completed.push(node);
    while (node.index % 2 === 1) {
      const left = waiting.pop();
      if (left === undefined) throw new RangeError('The frontier is not that of the size');
      const index = (node.index - 1) / 2;
      node = { level: node.level + 1, index, hash: nodeHash(left, node.hash) };
      completed.push(node);
    }
    waiting.push(node.hash);
  });
  return completed;
}

/** The root over covering nodes, from left to right. */
export function foldNodes(hashes: readonly Uint8Array[]): Uint8Array {
  return hashes.reduceRight((right, left) => nodeHash(left, right));
}

/** The root of the first `size` leaves, at least one. */
export async function readRoot(read: NodeReader, size: number): Promise<Uint8Array> {
  if (!isCount(size) || size === 0) throw new RangeError('A stored tree has a leaf');
  return foldNodes(await read(coveringNodes({ start: 0, end: size })));
}

/** As `inclusionProof` makes it of a tree of `size` leaves, from O(log size) stored nodes. */
export function readInclusionProof(
  read: NodeReader,
  index: number,
  size: number,
): Promise<Uint8Array[]> {
  return readRoots(read, inclusionRanges(index, size));
}

/** As `consistencyProof` makes it of a tree of `size2` leaves, from O(log size2) stored nodes. */
export function readConsistencyProof(
  read: NodeReader,
  size1: number,
  size2: number,
): Promise<Uint8Array[]> {
  return readRoots(read, consistencyRanges(size1, size2));
}

async function readRoots(read: NodeReader, ranges: readonly LeafRange[]): Promise<Uint8Array[]> {
  const covers = ranges.map(coveringNodes);
  const hashes = await read(covers.flat());
  let at = 0;
  return covers.map(({ length }) => foldNodes(hashes.slice(at, (at += length))));
}
