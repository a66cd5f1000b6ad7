import { and, eq, ne, or } from 'drizzle-orm';
import { inquiry } from '../tables.ts';
import type { InquiryRow } from './find-inquiry.ts';
import type { Executor } from './issue-inquiry.ts';

/**
 * The inquiries that one goes on with: the one that was cut off first, and those that went on with it
 * and were cut off as well. All put the same questions, so an agency's reply to any of them is its
 * reply to this one.
 */
export async function findResumed(
  tx: Executor,
  { id, resumesId }: Pick<InquiryRow, 'id' | 'resumesId'>,
): Promise<string[]> {
  if (resumesId === null) return [];
  const rows = await tx
    .select({ id: inquiry.id })
    .from(inquiry)
    .where(
      and(or(eq(inquiry.id, resumesId), eq(inquiry.resumesId, resumesId)), ne(inquiry.id, id)),
    );
  return rows.map((row) => row.id);
}
