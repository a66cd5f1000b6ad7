import { createHash, randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { ContactKind, Purpose } from '../../../schema/contract/codes.ts';
import type { AskingRole } from '../../../schema/contract/warrant.ts';
import { WARRANT_LIFETIME } from '../../../schema/contract/warrant.ts';
import type { AskedParty } from '../../../schema/contract/warrant.ts';
import type { Database } from '../../kit/database/connect.ts';
import type { CourtContext } from '../court-context.ts';
import { inquiry } from '../tables.ts';
import type { InquiryState, VerificationState } from './inquiry-state.ts';

/** An open transaction, or the database itself. */
export type Executor = Pick<Database, 'insert' | 'update' | 'delete' | 'select' | 'execute'>;

/** On whose authority an inquiry asks, and for what; a second hop has that of the first. */
export type InquiryAuthority = {
  /** `sub` of whoever asks, and as what. */
  askedBy: string;
  role: AskingRole;
  purpose: Purpose;
  /** The document that allows it, from 4 to 200 characters. */
  legalBasis: string;
  /** Kinds of contact asked for; none makes the inquiry a pure verification. */
  kinds: ContactKind[];
};

/** What an inquiry asks, of whom, and by whom. */
export type InquiryTerms = InquiryAuthority & {
  hop: 1 | 2;
  followsId: string | null;
  asked: string[];
  /** The day to judge by, YYYY-MM-DD. */
  asOf: string;
};

/** One repair that an inquiry may settle: what it asks, and what the court must remember of it. */
export type InquiryEntry = {
  repairId: string;
  questions: AskedParty[];
  state: InquiryState | VerificationState;
};

export type IssuedInquiry = { id: string; envelope: string };

/**
 * Seals a warrant over the questions of all entries and remembers the inquiry by the digest of its
 * envelope. An inquiry without questions is addressed to nobody but the court.
 */
export async function issueInquiry(
  court: CourtContext,
  executor: Executor,
  terms: InquiryTerms,
  entries: InquiryEntry[],
): Promise<IssuedInquiry> {
  const id = randomUUID();
  const parties = entries.flatMap((entry) => entry.questions);
  const asked = parties.length === 0 ? [] : terms.asked;
  const iat = Math.floor(court.now().getTime() / 1000);
  const exp = iat + WARRANT_LIFETIME;
  const { hop, asOf, kinds, purpose, legalBasis, role } = terms;
  const envelope = await court.sealWarrant({
    ...{ jti: id, aud: asked, iat, exp, parties },
    ...{ actor: court.pseudonymOf(terms.askedBy), role },
    ...{ hop, asOf, kinds, purpose, legalBasis },
  });
  await executor.insert(inquiry).values({
    ...terms,
    id,
    asked,
    envelopeDigest: digestOf(envelope),
    issuedAt: new Date(iat * 1000),
    expiresAt: new Date(exp * 1000),
  });
  await rememberEntries(court, executor, id, entries);
  if (kinds.length > 0) await claimRepairs(executor, id, entries);
  return { id, envelope };
}

/** SHA-256 of an envelope's text. */
export function digestOf(envelope: string): Buffer {
  return createHash('sha256').update(envelope).digest();
}

async function rememberEntries(
  court: CourtContext,
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
          problems = '[]', settled_by = null, settled_at = null, legal_representative = null
        where id = any(${sql.param(repairIds)}::uuid[])`,
  );
}
