const DAY = 86_400_000;

/**
 * Whole days from `day` to `asOf` (both YYYY-MM-DD), negative when `day` lies after it.
 * Counted in UTC, where every day has 24 hours.
 */
export function daysSince(day: string, asOf: string): number {
  return Math.round((Date.parse(asOf) - Date.parse(day)) / DAY);
}
