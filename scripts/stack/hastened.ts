/** Options of Node for each process that loads drizzle-orm: see `hasten-loading.ts`. */
export const HASTENED: readonly string[] = [
  '--import',
  new URL('hasten-loading.ts', import.meta.url).href,
];
