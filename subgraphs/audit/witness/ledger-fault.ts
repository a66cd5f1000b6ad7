import { randomUUID } from 'node:crypto';
import { and, eq, sql } from 'drizzle-orm';
import { lockKey } from '../../kit/database/lock-key.ts';
import type { AuditWork } from '../audit-context.ts';
import { ledgerFault } from '../tables.ts';

/** What can be wrong with a ledger, seen from outside. */
export const LEDGER_FAULTS = {
  UNSIGNED: 'Its checkpoint is signed by no accepted key, or is none.',
  SHRUNK: 'It is shorter than it was, or shows no checkpoint any more.',
  INCONSISTENT: 'It does not begin with what it showed before.',
  UNREADABLE: 'An entry of it cannot be read or kept; what follows it is read on.',
} as const;
export type LedgerFault = keyof typeof LEDGER_FAULTS;

export type FoundFault = { source: string; fault: LedgerFault; sizeBefore: number; note: string };

/** Keeps a fault and cries out, once for the same: a ledger may be asked twice at a time. */
export async function keepFault(
  { db, log, now }: Pick<AuditWork, 'db' | 'log' | 'now'>,
  found: FoundFault,
): Promise<void> {
  const { source, fault, sizeBefore } = found;
  const same = and(
    eq(ledgerFault.source, source),
    eq(ledgerFault.fault, fault),
    eq(ledgerFault.sizeBefore, sizeBefore),
  );
  await db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${lockKey('fault')}::bigint)`);
    const [known] = await tx
      .select({ one: sql`1` })
      .from(ledgerFault)
      .where(same)
      .limit(1);
    if (known !== undefined) return;
    log.error({ alert: 'LEDGER_FAULT', source, fault, sizeBefore }, 'a ledger is not what it was');
    await tx.insert(ledgerFault).values({ id: randomUUID(), foundAt: now(), ...found });
  });
}

/** The newest fault of each source that has one. */
export async function newestFaults(db: AuditWork['db']): Promise<Map<string, string>> {
  const { source, fault, foundAt } = ledgerFault;
  const rows = await db
    .selectDistinctOn([source], { source, fault })
    .from(ledgerFault)
    .orderBy(source, sql`${foundAt} desc`);
  return new Map(rows.map((row) => [row.source, row.fault]));
}
