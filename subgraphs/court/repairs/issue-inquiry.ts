import { createHash, randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { WARRANT_LIFETIME } from '../../../schema/contract/warrant.ts';
import type { Database } from '../../kit/database/connect.ts';
import { chinaDay } from '../../kit/identifiers/china-day.ts';
import { askedEntries } from '../ledger/asked-entries.ts';
import type { RecordingCourt } from '../ledger/court-transaction.ts';
import { inquiry } from '../tables.ts';
import type { InquiryEntry, InquiryTerms } from './inquiry-terms.ts';

/** An open transaction, or the database itself. */
export type Executor = Pick<Database, 'insert' | 'update' | 'delete' | 'select' | 'execute'>;

export type IssuedInquiry = { id: string; envelope: string };

/**
 * Seals a warrant over the questions of all entries and remembers the inquiry by the digest of its
 * envelope. An inquiry without questions is addressed to nobody but the court.
 */
export async function issueInquiry(
  court: RecordingCourt,
  executor: Executor,
  terms: InquiryTerms,
  entries: InquiryEntry[],
): Promise<IssuedInquiry> {
  const id = randomUUID();
  const parties = entries.flatMap((entry) => entry.questions);
  const asked = parties.length === 0 ? [] : terms.asked;
  const iat = Math.floor(court.now().getTime() / 1000);
  const { resumes, ...stored } = terms;
  const { hop, asOf, kinds, purpose, legalBasis, role } = stored;
  const exp = expiryOf(iat, resumes);
  const envelope = await court.sealWarrant({
    ...{ jti: id, aud: asked, iat, exp, parties },
    ...{ actor: court.pseudonymOf(terms.askedBy), role },
    ...{ hop, asOf: reached(asOf, court.now()), kinds, purpose, legalBasis },
    ...(resumes && { resumes: resumes.id }),
  });
  await executor.insert(inquiry).values({
    ...stored,
    ...{ id, asked, resumesId: resumes?.id ?? null },
    envelopeDigest: digestOf(envelope),
    issuedAt: new Date(iat * 1000),
    expiresAt: new Date(exp * 1000),
  });
  await rememberEntries(court, executor, id, entries);
  if (kinds.length > 0) await claimRepairs(executor, id, entries);
  court.note(...askedEntries(court, id, terms, entries));
  return { id, envelope };
}

/**
 * Agencies judge by this day who is a minor, and by a day that is yet to come a child would be of age:
 * whoever names one gets what stands in the registers, and nobody whom the law protects today.
 */
function reached(asOf: string, now: Date): string {
  const today = chinaDay(now);
  return asOf < today ? asOf : today;
}

/** What agencies answered before holds as long as the inquiry that they answered. */
function expiryOf(iat: number, resumes: InquiryTerms['resumes']): number {
  const exp = iat + WARRANT_LIFETIME;
  return resumes === undefined ? exp : Math.min(exp, resumes.expiresAt.getTime() / 1000);
}

/** SHA-256 of an envelope's text. */
export function digestOf(envelope: string): Buffer {
  return createHash('sha256').update(envelope).digest();
}

async function rememberEntries(
  court: Pick<RecordingCourt, 'vault'>,
  executor: Executor,
  inquiryId: string,
  entries: InquiryEntry[],
): Promise<void> {
  if (entries.length === 0) return;
  const rows = entries.map(({ repairId, state }) => ({
    repair_id: repairId,
    state: court.vault.seal(`inquiry:${inquiryId}:${repairId}`, state).toString('base64'),
  }));
  await executor.execute(
    sql`insert into inquiry_party (inquiry_id, repair_id, state)
        select ${inquiryId}::uuid, repair_id, decode(state, 'base64')
        from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as s(repair_id uuid, state text)`,
  );
}

/** From here on this inquiry, and no earlier one, settles these repairs; they are open again. */
async function claimRepairs(
  executor: Executor,
  inquiryId: string,
  entries: InquiryEntry[],
): Promise<void> {
  const repairIds = entries.map((entry) => entry.repairId);
  await executor.execute(
    sql`update repair set inquiry_id = ${inquiryId}, status = 'OPEN', flags = '{}',
          problems = '[]', settled_by = null, settled_at = null, legal_representative = null,
          left_out = null
        where id = any(${sql.param(repairIds)}::uuid[])`,
  );
}
