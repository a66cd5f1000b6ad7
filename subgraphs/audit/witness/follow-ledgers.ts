import { eq, sql } from 'drizzle-orm';
import { ENTRIES_PER_PAGE } from '../../../schema/contract/audit.ts';
import { REGISTRY } from '../../../schema/contract/publication.ts';
import { startCheckpointTicker } from '../../kit/ledger/checkpoint-ticker.ts';
import type { CheckpointTicker } from '../../kit/ledger/checkpoint-ticker.ts';
import { readBody } from '../../kit/ledger/entry.ts';
import type { LedgerBody } from '../../kit/ledger/entry.ts';
import { sourcesOf } from '../asking/sources.ts';
import type { AuditWork } from '../audit-context.ts';
import { followedPosition } from '../tables.ts';
import { askSource } from './ask-source.ts';
import { seenSizes } from './seen-checkpoints.ts';
import { witness } from './witness.ts';

/**
 * Follows every ledger, again and again until it is stopped.
 *
 * @param interval milliseconds
 * @param onFollowed told each time that entries have come in
 */
export function followLedgers(
  work: AuditWork,
  interval: number,
  onFollowed: () => void,
): CheckpointTicker {
  const away = new Set<string>();
  return startCheckpointTicker({
    interval,
    sign: async () => {
      const sources = await sourcesOf(work);
      await Promise.all(sources.map((source) => followOne(work, source, { away, onFollowed })));
    },
    onError: (error) => {
      const cause = error instanceof Error ? error.name : 'unknown';
      work.log.error({ cause }, 'the ledgers could not be followed');
    },
  });
}

/** Says once that a ledger is away, and once that it is back. */
async function followOne(
  work: AuditWork,
  source: string,
  { away, onFollowed }: { away: Set<string>; onFollowed: () => void },
): Promise<void> {
  const isThere = await followLedger(work, source, onFollowed);
  if (isThere === !away.has(source)) return;
  if (isThere) away.delete(source);
  else away.add(source);
  work.log.warn({ source, isThere }, 'a ledger that is followed came or went');
}

/**
 * Takes in what a ledger has more than was seen of it, and witnesses its checkpoint. Of what an agency
 * looked up for one inquiry the first entry is enough: who it was about only the court can tell.
 *
 * @returns false when it is away
 */
export async function followLedger(
  work: AuditWork,
  source: string,
  onFollowed?: () => void,
): Promise<boolean> {
  const actor = work.code;
  for (;;) {
    const seen = (await seenSizes(work.db, [source])).get(source) ?? 0;
    const from = await nextIndex(work, source);
    const ask = { ask: 'FOLLOW', from, first: ENTRIES_PER_PAGE, brief: true } as const;
    const given = await askSource(work, source, { ask, actor, seen });
    if (given === undefined) return false;
    if (source === REGISTRY && given.addresses) work.learnAddresses?.(given.addresses);
    await witness(work, source, given, seen);
    const bodies = (given.entries ?? []).flatMap(({ body }) => readBody(body) ?? []);
    const next = Math.max(given.next ?? 0, (bodies.at(-1)?.index ?? -1) + 1);
    if (next > from) await keepEntries(work, source, { bodies, next });
    if (bodies.length > 0) onFollowed?.();
    if (given.hasMore !== true || next <= from) return true;
  }
}

async function nextIndex({ db }: AuditWork, code: string): Promise<number> {
  const { source, next } = followedPosition;
  const [row] = await db.select({ next }).from(followedPosition).where(eq(source, code));
  return row?.next ?? 0;
}

/** As one statement each, whatever their number. */
async function keepEntries(
  { db }: AuditWork,
  source: string,
  { bodies, next }: { bodies: readonly LedgerBody[]; next: number },
): Promise<void> {
  await db.transaction(async (tx) => {
    // two processes may follow at once
    await tx.execute(sql`
      insert into followed_entry (source, index, at, event, actor, person, inquiry, case_no, purpose,
        outcome, detail)
      select ${source}, index, at, event, actor, person, inquiry, "caseNo", purpose, outcome, detail
      from json_to_recordset(${JSON.stringify(bodies)}::json) as entry(
        index bigint, at timestamptz, event text, actor text, person text, inquiry uuid,
        "caseNo" text, purpose text, outcome text, detail jsonb)
      on conflict do nothing`);
    await tx
      .insert(followedPosition)
      .values({ source, next })
      .onConflictDoUpdate({
        target: followedPosition.source,
        set: { next: sql`greatest(followed_position.next, excluded.next)` },
      });
  });
}
