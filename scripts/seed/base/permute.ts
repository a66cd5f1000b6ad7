import { mix } from './random.ts';

/**
 * A bijection of 0 … left·right − 1 (a Feistel network over two unequal halves): gives every index a
 * number of its own that looks drawn at random, without a memory of what was given out.
 *
 * @throws RangeError when the index lies outside; more was asked for than there are numbers
 */
export function permute(
  index: number,
  left: number,
  right: number,
  key: readonly number[],
): readonly [number, number] {
  if (index < 0 || index >= left * right) throw new RangeError('no number is left for this index');
  let l = index % left;
  let r = Math.floor(index / left);
  for (let round = 0; round < 3; round += 1) {
    l = (l + (mix([...key, round, r]) >>> 0)) % left;
    r = (r + (mix([...key, round + 8, l]) >>> 0)) % right;
  }
  return [l, r];
}
