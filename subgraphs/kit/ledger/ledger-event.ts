import { z } from 'zod';
import type { LedgerBody } from './entry.ts';

/** The one event that the ledger itself writes: a month's entries were deleted, their hashes kept. */
export const MONTH_DROPPED = 'LEDGER_MONTH_DROPPED';
/** Entries are kept for three years after the end of their month. */
const YEARS_KEPT = 3;

/** From the first index to the last, both included. */
export type IndexRange = readonly [first: number, last: number];

const count = z.int().min(0);
const detailSchema = z.object({
  month: z.string().regex(/^\d{4}-(?:0[1-9]|1[0-2])$/u),
  ranges: z.array(z.tuple([count, count])),
});

/** The entries that this one says were dropped; none where they were dropped too early. */
export function droppedRanges({ event, at, detail }: LedgerBody): readonly IndexRange[] {
  if (event !== MONTH_DROPPED) return [];
  const dropped = detailSchema.safeParse(detail);
  if (!dropped.success || new Date(at) < droppedFrom(dropped.data.month)) return [];
  return dropped.data.ranges;
}

/** The first moment at which a month may be dropped. @param month such as 2026-03 */
export function droppedFrom(month: string): Date {
  const { end } = monthOf(month);
  end.setUTCFullYear(end.getUTCFullYear() + YEARS_KEPT);
  return end;
}

/** From when a month lasts, and when the next one begins, by universal time. */
export function monthOf(month: string): { start: Date; end: Date } {
  const start = new Date(`${month}-01T00:00:00Z`);
  const end = new Date(start);
  end.setUTCMonth(end.getUTCMonth() + 1);
  return { start, end };
}
