import type { Database, Sql } from '../database/connect.ts';
import { appendEntries } from './append-entries.ts';
import { leafText, writeEntries } from './entry.ts';
import type { LedgerEntry } from './entry.ts';

/** For tests: what a service would record. */
export const TOY_NOW = new Date('2026-03-02T09:00:00.000Z');

export function toyEntry(change: Partial<LedgerEntry> = {}): LedgerEntry {
  return {
    ...{ at: TOY_NOW, event: 'INQUIRY_ANSWERED', actor: 'wang.shuji' },
    ...{ inquiry: '0195a1f0-0000-7000-8000-000000000001', person: new Uint8Array(32).fill(7) },
    ...{ caseNo: '（2026）浙0782民初1号', purpose: 'SERVICE_OF_DOCUMENTS', outcome: 'MATCHED' },
    detail: { kinds: ['PHONE'], parties: 1 },
    ...change,
  };
}

/** The text of its leaf, at this place. */
export function entryText(entry: LedgerEntry, index: number): string {
  const [written] = writeEntries([entry]);
  if (written === undefined) throw new Error('An entry was not written');
  return leafText(written, index);
}

/** Entries that differ in who did it: clerk-0, clerk-1, and so on. */
export function toyEntries(count: number, from = 0): LedgerEntry[] {
  return Array.from({ length: count }, (_, at) => toyEntry({ actor: `clerk-${from + at}` }));
}

export function appendToys(db: Database, count: number, from = 0) {
  return db.transaction((tx) => appendEntries(tx, toyEntries(count, from)));
}

/** Gives each hash a row of its own, so that one can be tampered with. Triggers must be off. */
export async function partRuns(sql: Sql): Promise<void> {
  await sql`
    with run as (delete from ledger_node returning level, first, hashes)
    insert into ledger_node (level, first, hashes)
    select level, first + at, substring(hashes from at * 32 + 1 for 32)
    from run, generate_series(0, length(hashes) / 32 - 1) as at`;
}
