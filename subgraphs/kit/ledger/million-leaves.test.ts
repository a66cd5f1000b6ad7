import { beforeAll, expect, test } from 'vitest';
import {
  consistencyProof,
  inclusionProof,
  leafHash,
  rootHash,
  verifyConsistency,
  verifyInclusion,
} from './merkle.ts';
import { completedNodes, readConsistencyProof, readInclusionProof, readRoot } from './tree.ts';
import type { NodeReader } from './tree.ts';

const SIZE = 1_000_003;
/** Any 32 bytes stand for a leaf here; those of one number each are told apart. */
const leaves = Array.from({ length: SIZE }, (_, at) => {
  const hash = new Uint8Array(32);
  new DataView(hash.buffer).setUint32(0, at);
  return hash;
});
const other = leafHash(new Uint8Array());
const levels: Uint8Array[][] = [];
const read: NodeReader = (ids) =>
  Promise.resolve(ids.map(({ level, index }) => levels[level]?.[index] ?? other));

beforeAll(() => {
  for (const { level, index, hash } of completedNodes(0, [], leaves))
    (levels[level] ??= [])[index] = hash;
});

test('the stored nodes of a million leaves give the root and the proofs of the whole', async () => {
  const root = await readRoot(read, SIZE);
  expect(rootHash(leaves)).toEqual(root);
  expect(await readInclusionProof(read, 777_777, SIZE)).toEqual(inclusionProof(leaves, 777_777));
  const growth = await readConsistencyProof(read, 700_001, SIZE);
  expect(growth).toEqual(consistencyProof(leaves, 700_001));
}, 400_000);

test('in a tree of a million leaves any leaf is proved, by at most twenty nodes', async () => {
  const root = await readRoot(read, SIZE);
  for (const leafIndex of [0, 1, 524_287, 524_288, 777_777, 999_999, 1_000_000, SIZE - 1]) {
    const proof = await readInclusionProof(read, leafIndex, SIZE);
    const leaf = leaves[leafIndex] ?? other;
    const claim = { leafHash: leaf, leafIndex, treeSize: SIZE, proof, root };
    expect(proof.length).toBeLessThanOrEqual(20);
    expect(verifyInclusion(claim)).toBe(true);
    expect(verifyInclusion({ ...claim, leafHash: other })).toBe(false);
    expect(verifyInclusion({ ...claim, leafIndex: SIZE - 1 - leafIndex })).toBe(false);
    expect(verifyInclusion({ ...claim, proof: proof.slice(1) })).toBe(false);
  }
});

test('any growth to a million leaves is proved, by at most twenty-one nodes', async () => {
  const root2 = await readRoot(read, SIZE);
  for (const size1 of [1, 2, 3, 524_287, 524_288, 524_289, 700_001, 999_999, SIZE - 1]) {
    const proof = await readConsistencyProof(read, size1, SIZE);
    const root1 = await readRoot(read, size1);
    const claim = { size1, size2: SIZE, root1, root2, proof };
    expect(proof.length).toBeLessThanOrEqual(21);
    expect(verifyConsistency(claim)).toBe(true);
    expect(verifyConsistency({ ...claim, root1: other })).toBe(false);
    expect(verifyConsistency({ ...claim, size1: size1 + 1 })).toBe(false);
    expect(verifyConsistency({ ...claim, proof: proof.slice(1) })).toBe(false);
  }
});
