import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  consistencyProof,
  inclusionProof,
  leafHash,
  rootHash,
  verifyConsistency,
  verifyInclusion,
} from './merkle.ts';
import type { ConsistencyClaim, InclusionClaim } from './merkle.ts';
import { plainPath, plainRoot, plainSubproof, sha } from './plain-tree.ts';

/** The same trees on every run. */
const SEEDED = { seed: 20_261_120, numRuns: 300 };
const ALL = 64;

const bytes = (hex: string) => new Uint8Array(Buffer.from(hex, 'hex'));
const hex = (hash: Uint8Array) => Buffer.from(hash).toString('hex');

const leaves = Array.from({ length: ALL }, (_, at) => leafHash(Buffer.from(`leaf ${at}`)));

const flipped = (hash: Uint8Array, bit = 0) => {
  const other = new Uint8Array(hash);
  other[bit >> 3] = (other[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  return other;
};

/** Every proof that differs from a true one by one node: changed, left out, doubled, put in. */
function* spoilt(proof: Uint8Array[]): Generator<Uint8Array[]> {
  for (let at = 0; at <= proof.length; at += 1) {
    yield proof.toSpliced(at, 0, leaves[0] ?? sha());
    const node = proof[at];
    if (node === undefined) continue;
    yield proof.with(at, flipped(node, at % 256));
    yield proof.toSpliced(at, 1);
    yield proof.toSpliced(at, 0, node);
    yield proof.with(at, node.subarray(1));
    const next = proof[at + 1];
    if (next !== undefined) yield proof.with(at, next).with(at + 1, node);
  }
}

// the leaves and roots that implementations of RFC 6962 share as test vectors
const KNOWN_LEAVES = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
];
const KNOWN_ROOTS = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

test('the roots of the trees that everybody tests with are the known ones', () => {
  const known = KNOWN_LEAVES.map((leaf) => leafHash(bytes(leaf)));
  expect(KNOWN_ROOTS.map((_, at) => hex(rootHash(known.slice(0, at + 1))))).toEqual(KNOWN_ROOTS);
  expect(hex(rootHash([]))).toBe(
    'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  );
});

test('the proofs of the known trees are the published ones', () => {
  const known = KNOWN_LEAVES.map((leaf) => leafHash(bytes(leaf)));
  expect(inclusionProof(known, 5).map(hex)).toEqual([
    'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
    'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
    'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  ]);
  expect(consistencyProof(known.slice(0, 5), 2).map(hex)).toEqual([
    '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
    'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
  ]);
  expect(consistencyProof(known, 6).map(hex)).toEqual([
    '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
    'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
    'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  ]);
});

test('hashes are plain arrays of 32 bytes that share nothing', () => {
  const [one, two] = [leafHash(bytes('00')), leafHash(bytes('01'))];
  for (const hash of [one, rootHash([]), rootHash([one]), rootHash([one, two])]) {
    expect(Object.getPrototypeOf(hash)).toBe(Uint8Array.prototype);
    expect(hash.buffer.byteLength).toBe(32);
  }
  expect(rootHash([one])).not.toBe(one);
});

test('roots and proofs of all trees up to 64 leaves are as the RFC defines them', () => {
  for (let size = 0; size <= ALL; size += 1) {
    const tree = leaves.slice(0, size);
    expect(rootHash(tree)).toEqual(plainRoot(tree));
    for (let at = 0; at < size; at += 1) {
      expect(inclusionProof(tree, at)).toEqual(plainPath(at, tree));
      expect(consistencyProof(tree, at + 1)).toEqual(plainSubproof(at + 1, tree, true));
    }
  }
});

test('of all trees up to 64 leaves every inclusion is proved, and no spoilt proof passes', () => {
  let [passed, refused] = [0, 0];
  for (let treeSize = 1; treeSize <= ALL; treeSize += 1) {
    const tree = leaves.slice(0, treeSize);
    const root = rootHash(tree);
    for (const [leafIndex, leaf] of tree.entries()) {
      const proof = inclusionProof(tree, leafIndex);
      const claim = { leafHash: leaf, leafIndex, treeSize, proof, root };
      if (verifyInclusion(claim)) passed += 1;
      const wrong: InclusionClaim[] = [...spoilt(proof)].map((bad) => ({ ...claim, proof: bad }));
      wrong.push({ ...claim, leafIndex: leafIndex + 1 }, { ...claim, leafIndex: treeSize });
      wrong.push({ ...claim, leafHash: flipped(leaf, 255) }, { ...claim, root: flipped(root) });
      for (const bad of wrong) {
        refused += 1;
        if (verifyInclusion(bad)) expect.fail(`${leafIndex} of ${treeSize} passed`);
      }
    }
  }
  expect(passed).toBe((ALL * (ALL + 1)) / 2);
  expect(refused).toBeGreaterThan(passed * 20);
});

test('of all trees up to 64 leaves every growth is proved, and no spoilt proof passes', () => {
  const roots = Array.from({ length: ALL + 1 }, (_, size) => rootHash(leaves.slice(0, size)));
  const rootOf = (size: number) => roots[size] ?? sha();
  let [passed, refused] = [0, 0];
  for (let size2 = 1; size2 <= ALL; size2 += 1) {
    for (let size1 = 1; size1 <= size2; size1 += 1) {
      const proof = consistencyProof(leaves.slice(0, size2), size1);
      const claim = { size1, size2, root1: rootOf(size1), root2: rootOf(size2), proof };
      if (verifyConsistency(claim)) passed += 1;
      const wrong: ConsistencyClaim[] = [...spoilt(proof)].map((bad) => ({ ...claim, proof: bad }));
      wrong.push({ ...claim, root1: flipped(claim.root1) });
      wrong.push({ ...claim, root2: flipped(claim.root2) });
      wrong.push({ ...claim, size1: size1 - 1 }, { ...claim, size1: 0, root1: rootOf(0) });
      if (size1 !== size2) wrong.push({ ...claim, size1: size2, size2: size1 });
      for (const bad of wrong) {
        refused += 1;
        if (verifyConsistency(bad)) expect.fail(`${size1} to ${size2} passed`);
      }
    }
  }
  expect(passed).toBe((ALL * (ALL + 1)) / 2);
  expect(refused).toBeGreaterThan(passed * 20);
});

const tree = leaves.slice(0, 7);
const soundInclusion: InclusionClaim = {
  ...{ leafHash: leaves[3] ?? sha(), leafIndex: 3, treeSize: 7 },
  ...{ proof: inclusionProof(tree, 3), root: rootHash(tree) },
};
const soundConsistency: ConsistencyClaim = {
  ...{ size1: 3, size2: 7, root1: rootHash(leaves.slice(0, 3)), root2: rootHash(tree) },
  proof: consistencyProof(tree, 3),
};
const empty = new Uint8Array();
const short = leafHash(empty).subarray(1);
const long = new Uint8Array(33);
const notCounts = [-1, -0.5, 2.5, Number.NaN, Infinity, -Infinity, 2 ** 53, 2 ** 60, '3', 3n, null];
const notHashes = [empty, short, long, Array.from(leafHash(empty)), hex(leafHash(empty)), null];
const notProofs = [null, undefined, 'proof', {}, new Uint8Array(32), [null], [[]], [short], [,]]; // eslint-disable-line no-sparse-arrays -- what is tested

/** The sound claim with one part put in that its type would not allow. */
const spoil = <Claim>(claim: Claim, name: keyof Claim, value: unknown): Claim => ({
  ...claim,
  [name]: value,
});

test('an inclusion claim that is not well formed is false', () => {
  expect(verifyInclusion(soundInclusion)).toBe(true);
  for (const value of [...notCounts, 7, 8]) {
    expect(verifyInclusion(spoil(soundInclusion, 'leafIndex', value))).toBe(false);
  }
  for (const value of [...notCounts, 0, 3]) {
    expect(verifyInclusion(spoil(soundInclusion, 'treeSize', value))).toBe(false);
  }
  for (const value of notHashes) {
    expect(verifyInclusion(spoil(soundInclusion, 'leafHash', value))).toBe(false);
    expect(verifyInclusion(spoil(soundInclusion, 'root', value))).toBe(false);
  }
  for (const value of notProofs) {
    expect(verifyInclusion(spoil(soundInclusion, 'proof', value))).toBe(false);
  }
});

test('a consistency claim that is not well formed is false', () => {
  expect(verifyConsistency(soundConsistency)).toBe(true);
  for (const value of [...notCounts, 0, 8]) {
    expect(verifyConsistency(spoil(soundConsistency, 'size1', value))).toBe(false);
  }
  for (const value of [...notCounts, 0, 2, 3]) {
    expect(verifyConsistency(spoil(soundConsistency, 'size2', value))).toBe(false);
  }
  for (const value of notHashes) {
    expect(verifyConsistency(spoil(soundConsistency, 'root1', value))).toBe(false);
    expect(verifyConsistency(spoil(soundConsistency, 'root2', value))).toBe(false);
  }
  for (const value of notProofs) {
    expect(verifyConsistency(spoil(soundConsistency, 'proof', value))).toBe(false);
  }
});

test('an empty tree is consistent with nothing, not even itself', () => {
  const root = rootHash([]);
  const claim = { size1: 0, size2: 0, root1: root, root2: root, proof: [] };
  expect(verifyConsistency(claim)).toBe(false);
  expect(verifyConsistency({ ...claim, size2: 7, root2: rootHash(tree) })).toBe(false);
  expect(verifyConsistency({ ...claim, root1: empty, root2: empty })).toBe(false);
  expect(verifyInclusion({ leafHash: root, leafIndex: 0, treeSize: 0, proof: [], root })).toBe(
    false,
  );
});

test('trees of one size are consistent when their roots are one, without a proof', () => {
  const root = rootHash(tree);
  const claim = { size1: 7, size2: 7, root1: root, root2: root, proof: [] };
  expect(verifyConsistency(claim)).toBe(true);
  expect(verifyConsistency({ ...claim, root2: flipped(root) })).toBe(false);
  expect(verifyConsistency({ ...claim, proof: [root] })).toBe(false);
  expect(verifyConsistency({ ...claim, root1: empty, root2: empty })).toBe(false);
});

test('proofs that cannot be made are not made', () => {
  for (const index of [-1, 7, 8, 0.5, Number.NaN])
    expect(() => inclusionProof(tree, index)).toThrow(RangeError);
  for (const size of [-1, 0, 8, 2.5, Number.NaN])
    expect(() => consistencyProof(tree, size)).toThrow(RangeError);
  expect(() => inclusionProof([], 0)).toThrow(RangeError);
  expect(() => rootHash([short])).toThrow(TypeError);
});

test('of any trees and bits, a claim is true when nothing was changed and else false', () => {
  const shape = fc.record({
    size: fc.integer({ min: 2, max: 600 }),
    pick: fc.nat(),
    bit: fc.integer({ min: 0, max: 255 }),
    node: fc.nat(),
  });
  const many = Array.from({ length: 600 }, (_, at) => leafHash(Buffer.from(String(at))));
  fc.assert(
    fc.property(shape, ({ size, pick, bit, node }) => {
      const some = many.slice(0, size);
      const [root, leafIndex, size1] = [rootHash(some), pick % size, 1 + (pick % (size - 1))];
      const leaf = some[leafIndex] ?? sha();
      const proof = inclusionProof(some, leafIndex);
      const inside = { leafHash: leaf, leafIndex, treeSize: size, proof, root };
      const spoiltAt = <T extends Uint8Array>(nodes: T[]) =>
        nodes.map((one, at) => (at === node % nodes.length ? flipped(one, bit) : one));
      expect(verifyInclusion(inside)).toBe(true);
      expect(verifyInclusion({ ...inside, proof: spoiltAt(proof) })).toBe(false);
      const root1 = rootHash(some.slice(0, size1));
      const growth = consistencyProof(some, size1);
      const grown = { size1, size2: size, root1, root2: root, proof: growth };
      expect(verifyConsistency(grown)).toBe(true);
      expect(verifyConsistency({ ...grown, proof: spoiltAt(growth) })).toBe(false);
    }),
    SEEDED,
  );
});

test('a tree whose size passes 32 bits is verified without a shift that would cut it', () => {
  // a tree of 2^40 + 1 leaves, all but the last the same, has one root a level
  const levels = [leafHash(empty)];
  for (let level = 0; level < 40; level += 1) {
    const below = levels[level] ?? sha();
    levels.push(sha(Uint8Array.of(1), below, below));
  }
  const [whole, last] = [levels[40] ?? sha(), leafHash(bytes('01'))];
  const root = sha(Uint8Array.of(1), whole, last);
  const treeSize = 2 ** 40 + 1;
  const lastOne = { leafHash: last, leafIndex: 2 ** 40, treeSize, proof: [whole], root };
  expect(verifyInclusion(lastOne)).toBe(true);
  const proof = [...levels.slice(0, 40), last];
  const early = { leafHash: leafHash(empty), leafIndex: 2 ** 33 + 5, treeSize, proof, root };
  expect(verifyInclusion(early)).toBe(true);
  expect(verifyInclusion({ ...lastOne, leafIndex: 0 })).toBe(false);
  const grown = { size1: 2 ** 40, size2: treeSize, root1: whole, root2: root, proof: [last] };
  expect(verifyConsistency(grown)).toBe(true);
  expect(verifyConsistency({ ...grown, size1: 2 ** 39 })).toBe(false);
});
