import { createHash } from 'node:crypto';
import type { Database } from '../database/connect.ts';
import { canonicalJson } from '../ledger/canonical-json.ts';
import { lastDetails } from '../ledger/last-details.ts';
import type { ServiceLedger } from '../ledger/service-ledger.ts';
import type { AgencyPolicy } from './agency-policy.ts';

/**
 * Records that another policy is in force than the last time, the first one among them.
 *
 * @throws LedgerError UNAVAILABLE: an agency does not start under a policy that is on no record.
 */
export async function recordPolicy(
  {
    db,
    ledger,
    code,
    now,
  }: {
    db: Database;
    ledger: Pick<ServiceLedger, 'commit'>;
    code: string;
    now: () => Date;
  },
  policy: AgencyPolicy,
): Promise<void> {
  const digest = createHash('sha256').update(canonicalJson(policy)).digest('base64url');
  const event = 'POLICY_CHANGED';
  const [last] = await lastDetails(db, { actor: code, event, most: 1 });
  if (last?.['digest'] === digest) return;
  await ledger.commit([{ at: now(), event, actor: code, detail: { digest } }]);
}
