import { randomUUID } from 'node:crypto';
import { AUDIT } from '../../kit/audit/answer-audit.ts';
import type { Database } from '../../kit/database/connect.ts';
import type { ServiceEntry, ServiceLedger } from '../../kit/ledger/service-ledger.ts';
import type { Logger } from '../../kit/log/logger.ts';
import { alert, alertDelivery, alertStep } from '../tables.ts';
import type { Finding } from './finding.ts';
import { deliveryBody } from './delivery/delivery-body.ts';
import type { AlertRuleCode } from './thresholds.ts';

export type Raising = {
  db: Database;
  ledger: Pick<ServiceLedger, 'append'>;
  log: Logger;
  now: () => Date;
  /** Whether alerts are brought to a webhook. */
  delivers: boolean;
};

/** What one rule found. */
export type Found = { rule: AlertRuleCode; findings: readonly Finding[] };

/**
 * Raises what was not raised before: an alert with its first step, its delivery and the entry in the
 * hub's ledger, together or not at all; then a line of the log, which names no person.
 *
 * @returns how many were new
 */
export async function raiseAlerts(raising: Raising, { rule, findings }: Found): Promise<number> {
  if (findings.length === 0) return 0;
  const { db, ledger, log, now, delivers } = raising;
  const at = now();
  const rows = findings.map((finding) => ({ ...finding, id: randomUUID(), rule, raisedAt: at }));
  const raised = await db.transaction(async (tx) => {
    const fresh = await tx.insert(alert).values(rows).onConflictDoNothing().returning();
    if (fresh.length === 0) return [];
    await tx
      .insert(alertStep)
      .values(fresh.map(({ id }) => ({ alertId: id, number: 0, at, actor: AUDIT, state: 'OPEN' })));
    if (delivers) {
      const deliveries = fresh.map((one) => {
        const id = randomUUID();
        return { id, alertId: one.id, body: deliveryBody(id, one), nextAt: at };
      });
      await tx.insert(alertDelivery).values(deliveries);
    }
    await ledger.append(
      tx,
      fresh.map(({ id }) => raisedEntry(id, rule, at)),
    );
    return fresh;
  });
  for (const { id, service } of raised)
    log.warn({ alert: rule, id, about: service }, 'an alert was raised');
  return raised.length;
}

function raisedEntry(id: string, rule: AlertRuleCode, at: Date): ServiceEntry {
  const detail = { alert: id, rule };
  return { at, event: 'ALERT_CHANGED', actor: AUDIT, outcome: 'OPEN', detail };
}
