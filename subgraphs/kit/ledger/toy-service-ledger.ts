import { asc } from 'drizzle-orm';
import type { Database } from '../database/connect.ts';
import { createLogger } from '../log/logger.ts';
import type { ToyParty } from '../sealing/toy-parties.ts';
import { readBody } from './entry.ts';
import type { LedgerBody } from './entry.ts';
import { loadPseudonyms } from './ledger-keys.ts';
import { openServiceLedger } from './service-ledger.ts';
import type { ServiceLedger } from './service-ledger.ts';
import { ledgerEntry } from './tables.ts';

/** For tests: keys for pseudonyms, the newest first. */
export function toyLedgerKeys(...fills: number[]): string {
  const pseudonyms = fills.map((fill) => Buffer.alloc(32, fill).toString('base64'));
  return JSON.stringify({ pseudonyms });
}

/** For tests: a party's own ledger, over a database in which one was installed. */
export async function toyServiceLedger(
  db: Database,
  { code, own }: Pick<ToyParty, 'code' | 'own'>,
  now: () => Date,
  keys = toyLedgerKeys(1),
): Promise<ServiceLedger> {
  return openServiceLedger({
    ...{ code, db, now, log: createLogger(code, 'silent') },
    pseudonyms: await loadPseudonyms({ text: keys, file: undefined }),
    ownKeys: () => Promise.resolve(own),
  });
}

/** For tests: what entries say, in order. */
export async function bodiesOf(db: Database): Promise<(LedgerBody | undefined)[]> {
  const { body, index } = ledgerEntry;
  const rows = await db.select({ body }).from(ledgerEntry).orderBy(asc(index));
  return rows.map((row) => readBody(row.body));
}
