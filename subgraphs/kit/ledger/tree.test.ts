import fc from 'fast-check';
import { expect, test } from 'vitest';
import { consistencyProof, inclusionProof, leafHash, rootHash } from './merkle.ts';
import {
  completedNodes,
  coveringNodes,
  readConsistencyProof,
  readInclusionProof,
  readRoot,
} from './tree.ts';
import type { NodeId } from './tree.ts';

const leaves = Array.from({ length: 300 }, (_, at) => leafHash(Buffer.from(String(at))));

/** Nodes as a table would keep them, counting what is read. */
function growingTree() {
  const nodes = new Map<string, Uint8Array>();
  const counted = { read: 0 };
  const key = ({ level, index }: NodeId) => `${level}/${index}`;
  const read = (ids: readonly NodeId[]) => {
    counted.read += ids.length;
    return Promise.resolve(ids.map((id) => nodes.get(key(id)) ?? expect.fail(`no ${key(id)}`)));
  };
  let size = 0;
  const append = async (added: Uint8Array[]) => {
    const frontier = await read(coveringNodes({ start: 0, end: size }));
    const completed = completedNodes(size, frontier, added);
    for (const node of completed) {
      expect(nodes.has(key(node))).toBe(false);
      nodes.set(key(node), node.hash);
    }
    size += added.length;
    return completed.length;
  };
  return { read, append, counted };
}

test('however leaves come in, roots and proofs from stored nodes are those of the whole', async () => {
  const batches = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 7 });
  await fc.assert(
    fc.asyncProperty(batches, fc.nat(), async (counts, pick) => {
      const stored = growingTree();
      let size = 0;
      for (const count of counts) {
        await stored.append(leaves.slice(size, size + count));
        size += count;
        const whole = leaves.slice(0, size);
        const at = pick % size;
        expect(await readRoot(stored.read, size)).toEqual(rootHash(whole));
        expect(await readInclusionProof(stored.read, at, size)).toEqual(inclusionProof(whole, at));
        const growth = await readConsistencyProof(stored.read, at + 1, size);
        expect(growth).toEqual(consistencyProof(whole, at + 1));
      }
    }),
    { seed: 20_261_120, numRuns: 200 },
  );
});

test('proofs of earlier sizes come from the same nodes', async () => {
  const stored = growingTree();
  await stored.append(leaves);
  for (let size = 1; size <= leaves.length; size += 1) {
    const whole = leaves.slice(0, size);
    expect(await readRoot(stored.read, size)).toEqual(rootHash(whole));
    expect(await readInclusionProof(stored.read, size >> 1, size)).toEqual(
      inclusionProof(whole, size >> 1),
    );
  }
});

test('appending k leaves writes less than 2k nodes and reads the logarithm', async () => {
  const stored = growingTree();
  expect(await stored.append(leaves.slice(0, 255))).toBeLessThan(2 * 255);
  expect(stored.counted.read).toBe(0);
  await stored.append(leaves.slice(255, 256));
  expect(stored.counted.read).toBe(8);
  stored.counted.read = 0;
  await readInclusionProof(stored.read, 100, 255);
  expect(stored.counted.read).toBeLessThanOrEqual(16);
});

test('what cannot be is not read', async () => {
  const stored = growingTree();
  await expect(readRoot(stored.read, 0)).rejects.toThrow(RangeError);
  expect(() => completedNodes(1, [], leaves.slice(0, 1))).toThrow(RangeError);
  expect(coveringNodes({ start: 0, end: 2 ** 52 + 1 })).toEqual([
    { level: 52, index: 0 },
    { level: 0, index: 2 ** 52 },
  ]);
});
