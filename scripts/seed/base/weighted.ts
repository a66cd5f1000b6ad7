import type { Random } from './random.ts';

/** Values with the running sum of their weights. */
export type Weighted = { values: readonly [string, ...string[]]; sums: number[]; total: number };

/** @param table values with their weights, as `王715 李700 张670` */
export function weighted(table: string): Weighted {
  const entries = table.trim().split(/\s+/u);
  const [first = '', ...rest] = entries.map((entry) => entry.replace(/\d+$/u, ''));
  let total = 0;
  const sums = entries.map((entry) => (total += Number(/\d+$/u.exec(entry)?.[0] ?? 1)));
  return { values: [first, ...rest], sums, total };
}

export function draw(random: Random, table: Weighted): string {
  const target = random.int(table.total);
  let low = 0;
  let high = table.sums.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((table.sums[middle] ?? 0) > target) high = middle;
    else low = middle + 1;
  }
  return table.values[low] ?? table.values[0];
}
