import type { TransactionSql } from 'postgres';
import { appendEntries } from '../ledger/append-entries.ts';
import { executorOf } from '../ledger/executor-of.ts';
import type { ServiceEntry } from '../ledger/service-ledger.ts';
import type { ImportCounts } from '../register/import-register.ts';

/**
 * Writes in the import's own transaction that a register was replaced: it is, and the ledger says so,
 * or neither.
 *
 * @param code of the agency, which is who did it: imports are started by whoever runs its machine
 */
export function recordImport(code: string) {
  return async (
    tx: TransactionSql,
    { read, inserted, removed, rejected }: ImportCounts,
    fileDigest: Buffer,
  ): Promise<void> => {
    const digest = fileDigest.toString('base64url');
    const detail = { rows: read, inserted, removed, rejected, digest };
    const entry: ServiceEntry = { at: new Date(), event: 'REGISTER_IMPORTED', actor: code, detail };
    await appendEntries(executorOf(tx), [entry]);
  };
}
