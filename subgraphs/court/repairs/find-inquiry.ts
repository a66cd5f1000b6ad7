import { and, eq } from 'drizzle-orm';
import { signedIn } from '../../kit/people/signed-in.ts';
import { graphError } from '../../kit/graph/graph-error.ts';
import type { CourtContext } from '../court-context.ts';
import { inquiry } from '../tables.ts';
import { digestOf } from './issue-inquiry.ts';
import type { Executor } from './issue-inquiry.ts';

export type InquiryRow = typeof inquiry.$inferSelect;

/**
 * The inquiry behind an envelope, locked. Only whoever asked it may read what comes back: an
 * envelope in other hands is worth nothing.
 *
 * @throws GraphQLError UNKNOWN_INQUIRY when this court issued none such, or to somebody else.
 */
export async function findInquiry(
  court: CourtContext,
  tx: Executor,
  envelope: string,
): Promise<InquiryRow> {
  const { subject } = signedIn(court.caller);
  const rows = await tx
    .select()
    .from(inquiry)
    .where(and(eq(inquiry.envelopeDigest, digestOf(envelope)), eq(inquiry.askedBy, subject)))
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
