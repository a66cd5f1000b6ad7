/** A number of things in words: `1 row`, `2 rows`, `3 parties`. */
export function counted(count: number, thing: string): string {
  const many = thing.endsWith('y') ? `${thing.slice(0, -1)}ies` : `${thing}s`;
  return `${String(count)} ${count === 1 ? thing : many}`;
}
