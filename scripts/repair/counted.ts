/** How many, in words: `1 row`, `2 rows`, `3 parties`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${String(count)} ${count === 1 ? one : many}`;
}
