import { eq, sql } from 'drizzle-orm';
import { ENTRIES_PER_PAGE } from '../../../schema/contract/audit.ts';
import { REGISTRY } from '../../../schema/contract/publication.ts';
import { startCheckpointTicker } from '../../kit/ledger/checkpoint-ticker.ts';
import type { CheckpointTicker } from '../../kit/ledger/checkpoint-ticker.ts';
import type { LedgerBody } from '../../kit/ledger/entry.ts';
import { sourcesOf } from '../asking/sources.ts';
import type { AuditWork } from '../audit-context.ts';
import { followedPosition } from '../tables.ts';
import { askSource } from './ask-source.ts';
import { keepableBodies } from './keepable-bodies.ts';
import { keepFault } from './ledger-fault.ts';
import { seenSizes } from './seen-checkpoints.ts';
import { witness } from './witness.ts';

/**
 * Follows every ledger, again and again until it is stopped. Nobody waits for one that is slow, or that
 * says that there is ever more to come: whoever keeps it would blind us for all others.
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
  const underWay = new Map<string, Promise<void>>();
  const fail = (error: unknown, source?: string): void => {
    const cause = error instanceof Error ? error.name : 'unknown';
    work.log.error({ cause, source }, 'a ledger could not be followed');
  };
  const begin = (source: string): Promise<void> =>
    followOne(work, source, { away, onFollowed })
      .catch((error: unknown) => {
        fail(error, source);
      })
      .finally(() => underWay.delete(source));
  const ticker = startCheckpointTicker({
    interval,
    sign: async () => {
      for (const source of await sourcesOf(work))
        if (!underWay.has(source)) underWay.set(source, begin(source));
    },
    onError: fail,
  });
  return {
    stop: async () => {
      await ticker.stop();
      await Promise.all(underWay.values());
    },
  };
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

/** Pages taken in at one go; what is more waits for the next time. */
const PAGES = 100;

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
  for (let page = 0; page < PAGES; page += 1) {
    const seen = (await seenSizes(work.db, [source])).get(source) ?? 0;
    const from = await nextIndex(work, source);
    const ask = { ask: 'FOLLOW', from, first: ENTRIES_PER_PAGE, brief: true } as const;
    const given = await askSource(work, source, { ask, actor, seen });
    if (given === undefined) return false;
    if (source === REGISTRY && given.addresses) work.learnAddresses?.(given.addresses);
    await witness(work, source, given, seen);
    const { entries = [], checkpoint: note = '' } = given;
    const bodies = keepableBodies(entries);
    // once a ledger, however many there are
    if (bodies.length < entries.length)
      await keepFault(work, { source, fault: 'UNREADABLE', sizeBefore: 0, note });
    const next = Math.max(given.next ?? 0, (bodies.at(-1)?.index ?? -1) + 1);
    if (next > from) await keepEntries(work, source, { bodies, next });
    if (bodies.length > 0) onFollowed?.();
    if (given.hasMore !== true || next <= from) return true;
  }
  return true;
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
