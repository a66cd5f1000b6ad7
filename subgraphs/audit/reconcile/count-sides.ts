import { and, eq, gte, lt } from 'drizzle-orm';
import { z } from 'zod';
import type { InquiryCount } from '../../../schema/contract/audit.ts';
import { FIRST_INSTANT, LAST_INSTANT } from '../../kit/graph/scalars.ts';
import { readBody } from '../../kit/ledger/entry.ts';
import { ledgerEntry } from '../../kit/ledger/tables.ts';
import type { AuditFindings } from '../asking/audit-findings.ts';
import type { SourceFinding } from '../asking/open-finding.ts';
import type { AuditContext, AuditWork } from '../audit-context.ts';
import { askSource } from '../witness/ask-source.ts';
import { findGaps } from './find-gaps.ts';
import type { Gap } from './find-gaps.ts';

/** Minutes by which sides may differ in when they first wrote of an inquiry: a warrant's life. */
const MARGIN = 15 * 60_000;
const COURT = 'court';

export type Reconciliation = {
  from: Date;
  to: Date;
  /** How many inquiries were held against each other. */
  inquiries: number;
  /** Whether every service was heard to the end. */
  isComplete: boolean;
  gaps: Gap[];
};

/** A period, and what is asked so that nothing at its ends is missed. */
export function widened(from: Date, to: Date): { from: string; to: string } {
  return {
    from: new Date(Math.max(from.getTime() - MARGIN, FIRST_INSTANT.getTime())).toISOString(),
    to: new Date(Math.min(to.getTime() + MARGIN, LAST_INSTANT.getTime())).toISOString(),
  };
}

/** Holds what all services have of the inquiries of a period against each other. */
export async function reconcile(
  context: AuditContext,
  { request, sources }: AuditFindings,
): Promise<Reconciliation | null> {
  const [ask] = Object.values(request.asks);
  if (ask?.ask !== 'INQUIRIES') return null;
  const from = new Date(new Date(ask.from).getTime() + MARGIN);
  const to = new Date(new Date(ask.to).getTime() - MARGIN);
  const read = await Promise.all(
    sources.map(async (one) => [one.code, await readToEnd(context, request.actor, one)] as const),
  );
  const counts = new Map(read.flatMap(([code, all]) => (all ? [[code, all] as const] : [])));
  const passed = await passedReplies(context, ask);
  const isWithin = ({ at }: { at: string }) => new Date(at) >= from && new Date(at) < to;
  const sides = { court: COURT, hub: context.code, counts, passed, now: context.now() };
  const gaps = findGaps(sides).filter(isWithin);
  const ids = [...counts.values()].flatMap((all) => all.filter(isWithin).map((one) => one.inquiry));
  const isComplete = counts.size === sources.length;
  return { from, to, inquiries: new Set(ids).size, isComplete, gaps };
}

/** The first page came by the gateway, the others are fetched; undefined when some is missing. */
async function readToEnd(
  work: AuditWork,
  actor: string,
  { code, ask, seen, reply }: SourceFinding,
): Promise<InquiryCount[] | undefined> {
  if (ask.ask !== 'INQUIRIES' || reply?.inquiries === undefined) return undefined;
  const all = [...reply.inquiries];
  let { hasMore = false } = reply;
  while (hasMore) {
    const after = all.at(-1)?.inquiry;
    const next = await askSource(work, code, { ask: { ...ask, after }, actor, seen });
    if (!next?.inquiries?.length) return undefined;
    all.push(...next.inquiries);
    hasMore = next.hasMore ?? false;
  }
  return all;
}

const passedDetail = z.object({ agencies: z.record(z.string(), z.string()) });

/** What the hub's own ledger says that was handed to the court: status by agency, by inquiry. */
async function passedReplies(
  { db }: AuditWork,
  { from, to }: { from: string; to: string },
): Promise<Map<string, Record<string, string>>> {
  const { at, body, event } = ledgerEntry;
  const rows = await db
    .select({ body })
    .from(ledgerEntry)
    .where(and(eq(event, 'INQUIRY_PASSED'), gte(at, new Date(from)), lt(at, new Date(to))));
  const passed = new Map<string, Record<string, string>>();
  for (const { body: text } of rows) {
    const entry = readBody(text);
    const detail = passedDetail.safeParse(entry?.detail);
    if (entry?.inquiry === undefined || !detail.success) continue;
    const answered = Object.entries(passed.get(entry.inquiry) ?? {}).filter(
      ([, status]) => status === 'ANSWERED',
    );
    // an envelope that came twice is refused the second time; what was handed over was
    passed.set(entry.inquiry, { ...detail.data.agencies, ...Object.fromEntries(answered) });
  }
  return passed;
}
