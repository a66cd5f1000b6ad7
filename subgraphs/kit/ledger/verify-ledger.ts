import type { Database } from '../database/connect.ts';
import type { LedgerIdentity } from './checkpoint.ts';
import { exportLedger } from './export-ledger.ts';
import { createExportVerifier } from './verify-export.ts';
import type { ExportVerdict } from './verify-export.ts';

/**
 * Verifies a ledger where it lies, as its export would be.
 *
 * @param witnessed notes of checkpoints that somebody else kept; a ledger that was cut back together
 *   with its own checkpoints is found by these alone
 */
export async function verifyLedger(
  db: Database,
  ledger: LedgerIdentity,
  witnessed: readonly string[],
): Promise<ExportVerdict> {
  const verifier = createExportVerifier(ledger, witnessed);
  await exportLedger(db, verifier.take);
  return verifier.end();
}
