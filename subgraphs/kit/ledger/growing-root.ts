import { nodeHash } from './merkle.ts';
import { foldNodes } from './tree.ts';

/** The root of a tree whose leaves come one by one, in memory of its logarithm. */
export type GrowingRoot = {
  readonly size: number;
  push: (leaf: Uint8Array) => void;
  /** Of at least one leaf. */
  root: () => Uint8Array;
};

export function createGrowingRoot(): GrowingRoot {
  const frontier: Uint8Array[] = [];
  const state = { size: 0 };
  return {
    get size() {
      return state.size;
    },
    push: (leaf) => {
      let [node, above] = [leaf, state.size];
      while (above % 2 === 1) {
        const left = frontier.pop();
        if (left !== undefined) node = nodeHash(left, node);
        above = (above - 1) / 2;
      }
      frontier.push(node);
      state.size += 1;
    },
    root: () => foldNodes(frontier),
  };
}
