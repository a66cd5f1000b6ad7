import type { RefusedRepair } from '../authority/authorise.ts';

/** Ids that name no repair: neither granted nor refused. */
export function unknownAmong(
  ids: readonly string[],
  granted: readonly string[],
  refused: readonly RefusedRepair[],
): string[] {
  const known = new Set([...granted, ...refused.map(({ id }) => id)]);
  return [...new Set(ids)].filter((id) => !known.has(id));
}
