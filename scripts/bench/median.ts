/** The middle of some measurements; 0 of none. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
}

/** As a table shows it. Targets are held against the figure itself. */
export function shown(value: number, decimals = 2): number {
  return Number(value.toFixed(decimals));
}
