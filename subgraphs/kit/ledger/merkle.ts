import { hash } from 'node:crypto';
import { consistencyRanges, inclusionRanges, isCount } from './proof-ranges.ts';
import type { LeafRange } from './proof-ranges.ts';

/** SHA-256, the one hash of the tree: bytes of a hash. */
export const HASH_SIZE = 32;
const NO_HASH = 'A hash of the tree is 32 bytes';

const LEAF = '\0';
const NODE = 1;

/**
 * A tree's root and the proofs of it: RFC 9162 §2.1, with SHA-256. Hashes are 32 bytes.
 *
 * @param leaf bytes, or a text for its bytes in UTF-8
 */
export function leafHash(leaf: Uint8Array | string): Uint8Array {
  return sha256(typeof leaf === 'string' ? LEAF + leaf : Buffer.concat([Buffer.from(LEAF), leaf]));
}

/** Used again for every node: hashing is over before anybody else comes. */
const children = Buffer.alloc(1 + 2 * HASH_SIZE, NODE);

/** The hash of an inner node over its two children. */
export function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  if (left.length !== HASH_SIZE || right.length !== HASH_SIZE) throw new TypeError(NO_HASH);
  children.set(left, 1);
  children.set(right, 1 + HASH_SIZE);
  return sha256(children);
}

/** The root over the hashes of leaves; that of an empty tree is the hash of nothing. */
export function rootHash(leafHashes: readonly Uint8Array[]): Uint8Array {
  if (!leafHashes.every(isHash)) throw new TypeError(NO_HASH);
  let level = leafHashes;
  while (level.length > 1) level = parentsOf(level);
  const [root] = level;
  return root === undefined ? sha256('') : new Uint8Array(root);
}

/** Proves that the leaf at `index`, from 0, is in the tree. @throws RangeError when it is not. */
export function inclusionProof(leafHashes: readonly Uint8Array[], index: number): Uint8Array[] {
  return rootsOf(leafHashes, inclusionRanges(index, leafHashes.length));
}

/**
 * Proves that the tree begins with its first `size1` leaves as they were.
 *
 * @throws RangeError unless the tree has that many, and `size1` is at least 1.
 */
export function consistencyProof(leafHashes: readonly Uint8Array[], size1: number): Uint8Array[] {
  return rootsOf(leafHashes, consistencyRanges(size1, leafHashes.length));
}

export type InclusionClaim = {
  leafHash: Uint8Array;
  /** From 0. */
  leafIndex: number;
  treeSize: number;
  proof: readonly Uint8Array[];
  root: Uint8Array;
};

/**
 * Whether the proof shows the leaf in the tree (RFC 9162 §2.1.3.2); false for whatever is not well
 * formed.
 */
export function verifyInclusion(claim: InclusionClaim): boolean {
  const { leafIndex, treeSize, proof, root } = claim;
  if (!isCount(leafIndex) || !isCount(treeSize) || leafIndex >= treeSize) return false;
  if (!isHash(claim.leafHash) || !isHash(root) || !isProof(proof)) return false;
  let place = { index: leafIndex, last: treeSize - 1 };
  let computed = claim.leafHash;
  for (const node of proof) {
    if (place.last === 0) return false;
    const fromLeft = isRightmostOrRight(place);
    computed = fromLeft ? nodeHash(node, computed) : nodeHash(computed, node);
    place = above(fromLeft ? skipLonely(place) : place);
  }
  return place.last === 0 && isSame(computed, root);
}

export type ConsistencyClaim = {
  size1: number;
  size2: number;
  root1: Uint8Array;
  root2: Uint8Array;
  proof: readonly Uint8Array[];
};

/**
 * Whether the proof shows that the second tree begins with the first (RFC 9162 §2.1.4.2); false for
 * whatever is not well formed. An empty first tree proves nothing, so it is refused.
 */
export function verifyConsistency(claim: ConsistencyClaim): boolean {
  const { size1, size2, root1, root2, proof } = claim;
  if (!isCount(size1) || !isCount(size2) || size1 === 0 || size1 > size2) return false;
  if (!isBytes(root1) || !isBytes(root2) || !isProof(proof)) return false;
  // nothing is hashed for equal sizes: the two roots are one, or they contradict each other
  if (size1 === size2) return proof.length === 0 && root1.length > 0 && isSame(root1, root2);
  if (!isHash(root1) || !isHash(root2) || proof.length === 0) return false;
  return leadsToBoth(claim);
}

function leadsToBoth({ size1, size2, root1, root2, proof }: ConsistencyClaim): boolean {
  const [first, ...rest] = isPowerOfTwo(size1) ? [root1, ...proof] : proof;
  if (first === undefined) return false;
  let place = { index: size1 - 1, last: size2 - 1 };
  while (place.index % 2 === 1) place = above(place);
  let [older, newer] = [first, first];
  for (const node of rest) {
    if (place.last === 0) return false;
    const fromLeft = isRightmostOrRight(place);
    if (fromLeft) older = nodeHash(node, older);
    newer = fromLeft ? nodeHash(node, newer) : nodeHash(newer, node);
    place = above(fromLeft ? skipLonely(place) : place);
  }
  return place.last === 0 && isSame(older, root1) && isSame(newer, root2);
}

/** A node by its index in its level, and the index of the last node there (the RFC's fn and sn). */
type Place = { index: number; last: number };

function isRightmostOrRight({ index, last }: Place): boolean {
  return index % 2 === 1 || index === last;
}

/** Division, not a shift: a shift would cut sizes to 32 bits. */
function above({ index, last }: Place): Place {
  return { index: Math.floor(index / 2), last: Math.floor(last / 2) };
}

/** A last node without a sibling moves up as it is. */
function skipLonely(place: Place): Place {
  let at = place;
  while (at.index % 2 === 0 && at.index !== 0) at = above(at);
  return at;
}

function isPowerOfTwo(count: number): boolean {
  let odd = count;
  while (odd % 2 === 0) odd /= 2;
  return odd === 1;
}

function rootsOf(leafHashes: readonly Uint8Array[], ranges: readonly LeafRange[]): Uint8Array[] {
  return ranges.map(({ start, end }) => rootHash(leafHashes.slice(start, end)));
}

function parentsOf(level: readonly Uint8Array[]): Uint8Array[] {
  const parents: Uint8Array[] = [];
  for (let at = 0; at < level.length; at += 2) {
    const [left, right] = [level[at], level[at + 1]];
    if (left !== undefined) parents.push(right === undefined ? left : nodeHash(left, right));
  }
  return parents;
}

function isBytes(value: unknown): value is Uint8Array {
  return value instanceof Uint8Array;
}

function isHash(value: unknown): value is Uint8Array {
  return isBytes(value) && value.length === HASH_SIZE;
}

function isProof(value: unknown): value is readonly Uint8Array[] {
  return Array.isArray(value) && Array.from<unknown>(value).every(isHash);
}

function isSame(one: Uint8Array, other: Uint8Array): boolean {
  return Buffer.compare(one, other) === 0;
}

function sha256(data: Uint8Array | string): Uint8Array {
  // a character for each byte: Node takes longer to make a Buffer than to hash
  const digest = hash('sha256', data, 'binary');
  const bytes = new Uint8Array(HASH_SIZE);
  for (let at = 0; at < HASH_SIZE; at += 1) bytes[at] = digest.charCodeAt(at);
  return bytes;
}
