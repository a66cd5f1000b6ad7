import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '../../kit/database/connect.ts';
import { decidedOf, undecidedFrom } from './decided.ts';

/** How the ledgers contradict each other about one inquiry. */
export const GAPS = {
  NOT_ASKED: 'An agency answered an inquiry that no court says it asked.',
  NOT_ROUTED: 'An agency answered an inquiry that the hub does not say it routed there.',
  ROUTED_UNASKED: 'The hub routed an inquiry that no court says it asked.',
  NOT_RECORDED: 'The hub passed on an agency’s answer of which that agency’s ledger says nothing.',
} as const;

export type Gap = {
  /** Names it, and how often it was decided about before. */
  key: string;
  round: number;
  inquiry: string;
  gap: keyof typeof GAPS;
  /** Code of the service whose ledger lacks the entry, or `court` where no court has it. */
  missingAt: string;
  /** Code of the service whose ledger has it. */
  saidBy: string;
  at: Date;
};

const gapRows = z.array(
  z.object({
    key: z.string(),
    round: z.int(),
    inquiry: z.string(),
    gap: z.literal(['NOT_ASKED', 'NOT_ROUTED', 'ROUTED_UNASKED', 'NOT_RECORDED']),
    missingAt: z.string(),
    saidBy: z.string(),
    at: z.string().transform((text) => new Date(text)),
  }),
);

/** Of a routed inquiry, that the hub handed no agency's answer on and no agency wrote of it. */
const REACHED_NOBODY = sql`
  exists (
    select from followed_entry as handed
    where handed.inquiry = routed.inquiry and handed.event = 'INQUIRY_PASSED')
  and not exists (select from passed where passed.inquiry = routed.inquiry)
  and not exists (
    select from followed_entry as heard
    where heard.inquiry = routed.inquiry and heard.source not in ('audit', 'court'))`;

/** Whether the ledger in which something is missing has not been read to its newest checkpoint. */
const IS_BEHIND = sql`exists (
  select from witnessed_checkpoint as seen
  where seen.source = "missingAt" and seen.size > coalesce((
    select next from followed_position where source = "missingAt"), 0))`;

/**
 * Where the entries that are followed contradict each other. A ledger that has not been read to its
 * newest checkpoint is not missed anything of. A court's inquiry that nobody routed is no gap: who
 * asked went away before the agencies were asked. Nor is one that was routed, was answered by nobody
 * and is in no agency's ledger: its parties were all refused or screened out, and the court put none.
 *
 * @param period of the inquiries' entries, `to` far enough back for all of them to have been followed
 */
export async function followedGaps(
  db: Pick<Database, 'execute'>,
  { from, to }: { from: Date; to: Date },
): Promise<Gap[]> {
  const rows = await db.execute(sql`
    with told as (
      select * from followed_entry
      where inquiry is not null and at >= ${from.toISOString()}::timestamptz
        and at <= ${to.toISOString()}::timestamptz
    ), answered as (
      select inquiry, source, index, at from told
      where event in ('INQUIRY_ANSWERED', 'INQUIRY_RESENT')
    ), routed as (
      select inquiry, source, index, at from told where event = 'INQUIRY_ROUTED'
    ), passed as (
      select inquiry, source, index, at, agency
      from told, jsonb_each_text(detail -> 'agencies') as status(agency, said)
      where event = 'INQUIRY_PASSED' and said = 'ANSWERED'
    ), found as (
      select inquiry, 'NOT_ASKED' as gap, 'court' as "missingAt", source as "saidBy", index, at
      from answered where not exists (
        select from followed_entry as asked
        where asked.inquiry = answered.inquiry and asked.event = 'INQUIRY_ASKED')
      union all
      select inquiry, 'NOT_ROUTED', 'audit', source, index, at
      from answered where not exists (
        select from followed_entry as handed
        where handed.inquiry = answered.inquiry and handed.event = 'INQUIRY_ROUTED'
          and handed.detail -> 'agencies' ? answered.source)
      union all
      select inquiry, 'ROUTED_UNASKED', 'court', source, index, at
      from routed where not exists (
        select from followed_entry as asked
        where asked.inquiry = routed.inquiry and asked.event = 'INQUIRY_ASKED')
        and not (${REACHED_NOBODY})
      union all
      select inquiry, 'NOT_RECORDED', agency, source, index, at
      from passed where not exists (
        select from followed_entry as own
        where own.inquiry = passed.inquiry and own.source = passed.agency)
    ), gaps as (
      select *, concat_ws(':', inquiry, gap, "missingAt", "saidBy") as key from found
    )
    select distinct on (gaps.key) gaps.*, coalesce(decided.round, 0) as round
    from gaps left join ${decidedOf('RECONCILIATION_GAP')} as decided on decided.key = gaps.key
    where index >= ${undecidedFrom(sql`decided`, sql`"saidBy"`)} and not ${IS_BEHIND}
    order by gaps.key, at`);
  return gapRows.parse([...rows]);
}
