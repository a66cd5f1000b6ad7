const DEFAULT_PORT = 4001;

/**
 * From which port on the explorer looks for a free one; undefined where there is to be none. It shows
 * the whole schema and asks anything, so it is no part of production, whatever else is said.
 */
export function explorerPort(
  env: Readonly<Record<string, string | undefined>>,
): number | undefined {
  if (env['NODE_ENV'] === 'production' || env['EXPLORER'] === 'off') return undefined;
  return Number(env['EXPLORER_PORT'] || DEFAULT_PORT);
}
