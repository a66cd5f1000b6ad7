/** The leaves from `start` up to, not including, `end`: always a subtree of the RFC's tree. */
export type LeafRange = { start: number; end: number };

/**
 * The subtrees whose roots make up an inclusion proof (RFC 9162 §2.1.3.1), from the leaf upwards.
 *
 * @throws RangeError when `index` is no leaf of a tree of `size` leaves.
 */
export function inclusionRanges(index: number, size: number): LeafRange[] {
  if (!isCount(index) || !isCount(size) || index >= size)
    throw new RangeError('The tree has no such leaf');
  const fromRoot: LeafRange[] = [];
  let [start, end] = [0, size];
  while (end - start > 1) {
    const middle = start + largestPowerBelow(end - start);
    if (index < middle) {
      fromRoot.push({ start: middle, end });
      end = middle;
    } else {
      fromRoot.push({ start, end: middle });
      start = middle;
    }
  }
  return fromRoot.reverse();
}

/**
 * The subtrees whose roots make up a consistency proof (RFC 9162 §2.1.4.1), in the proof's order.
 * None for equal sizes.
 *
 * @throws RangeError unless 0 < size1 ≤ size2.
 */
export function consistencyRanges(size1: number, size2: number): LeafRange[] {
  if (!isCount(size1) || !isCount(size2) || size1 === 0 || size1 > size2)
    throw new RangeError('The second tree must hold the first one, and that one a leaf');
  const fromRoot: LeafRange[] = [];
  let [start, end] = [0, size2];
  while (end !== size1) {
    const middle = start + largestPowerBelow(end - start);
    if (size1 <= middle) {
      fromRoot.push({ start: middle, end });
      end = middle;
    } else {
      fromRoot.push({ start, end: middle });
      start = middle;
    }
  }
  // a first tree that is one whole subtree of the second is known to whoever verifies
  if (start > 0) fromRoot.push({ start, end });
  return fromRoot.reverse();
}

/** Whether a value counts leaves exactly: 0 to 2^53 - 1. */
export function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

/** @param count at least 2 */
function largestPowerBelow(count: number): number {
  let power = 1;
  while (power * 2 < count) power *= 2;
  return power;
}
