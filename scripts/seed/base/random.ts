/** Seeded random draws. The same seed and path give the same draws on every machine. */
export type Random = {
  /** An integer from 0 up to, not including, `below`. */
  int: (below: number) => number;
  /** An integer from `low` to `high`, both included. */
  between: (low: number, high: number) => number;
  /** True in `per1000` of a thousand draws. */
  chance: (per1000: number) => boolean;
  pick: <T>(values: readonly [T, ...T[]]) => T;
};

const TWO_32 = 4_294_967_296;

/**
 * A stream of draws of its own for each `path`, so that what one person is made of never depends on
 * how many draws another took. The generator is mulberry32 over a murmur3-mixed seed.
 */
export function createRandom(...path: readonly number[]): Random {
  let state = mix(path);
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return (t ^ (t >>> 14)) >>> 0;
  };
  const int = (below: number): number => Math.floor((next() / TWO_32) * below);
  return {
    int,
    between: (low, high) => low + int(high - low + 1),
    chance: (per1000) => int(1000) < per1000,
    pick: (values) => values[int(values.length)] ?? values[0],
  };
}

/** Folds integers of up to 53 bits into 32 well-mixed bits (murmur3's finaliser). */
export function mix(path: readonly number[]): number {
  let hash = 0x9747b28c;
  for (const part of path) {
    hash = finalise(hash ^ (part >>> 0));
    hash = finalise((hash + Math.floor(part / TWO_32)) | 0);
  }
  return hash;
}

function finalise(value: number): number {
  let hash = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) + 0x1234567;
}
