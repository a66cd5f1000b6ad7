import { eq } from 'drizzle-orm';
import { graphError } from '../../kit/graph/graph-error.ts';
import { inquiry } from '../tables.ts';
import { digestOf } from './issue-inquiry.ts';
import type { Executor } from './issue-inquiry.ts';

export type InquiryRow = typeof inquiry.$inferSelect;

/** The inquiry behind an envelope, locked. @throws GraphQLError UNKNOWN_INQUIRY */
export async function findInquiry(tx: Executor, envelope: string): Promise<InquiryRow> {
  const rows = await tx
    .select()
    .from(inquiry)
    .where(eq(inquiry.envelopeDigest, digestOf(envelope)))
    .for('update');
  const row = rows[0];
  if (row !== undefined) return row;
  throw graphError('UNKNOWN_INQUIRY');
}

/** @throws GraphQLError INQUIRY_EXPIRED when the warrant's time is over. */
export function refuseLate(row: InquiryRow, now: Date): void {
  if (row.expiresAt > now) return;
  throw graphError('INQUIRY_EXPIRED');
}
