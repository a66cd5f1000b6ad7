import { randomUUID } from 'node:crypto';
import { AUDIT } from '../../kit/audit/answer-audit.ts';
import type { Database } from '../../kit/database/connect.ts';
import type { Transaction } from '../../kit/ledger/append-entries.ts';
import type { ServiceEntry, ServiceLedger } from '../../kit/ledger/service-ledger.ts';
import type { Logger } from '../../kit/log/logger.ts';
import { alert, alertDelivery, alertStep } from '../tables.ts';
import type { Finding } from './finding.ts';
import { lockAlerts } from './lock-alerts.ts';
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

/** Alerts of one statement: PostgreSQL takes 65,535 parameters in one. */
const AT_ONCE = 1000;

/** A rule, and what it finds. */
export type Rule = {
  code: AlertRuleCode;
  find: (db: Pick<Database, 'execute'>) => Promise<readonly Finding[]>;
};

/**
 * Raises what was not raised before: an alert with its first step, its delivery and the entry in the
 * hub's ledger, together or not at all; then a line of the log, which names no person. Nobody decides
 * about alerts from before the rule looks until what it found is raised.
 *
 * @returns how many were new
 */
export async function raiseAlerts(raising: Raising, { code, find }: Rule): Promise<number> {
  const { db, log } = raising;
  const raised = await db.transaction(async (tx) => {
    await lockAlerts(tx);
    const findings = await find(tx);
    const fresh = [];
    for (let from = 0; from < findings.length; from += AT_ONCE)
      fresh.push(...(await insertAlerts(raising, tx, code, findings.slice(from, from + AT_ONCE))));
    const at = raising.now();
    const entries = fresh.map(({ id }) => raisedEntry(id, code, at));
    if (entries.length > 0) await raising.ledger.append(tx, entries);
    return fresh;
  });
  for (const { id, service } of raised)
    log.warn({ alert: code, id, about: service }, 'an alert was raised');
  return raised.length;
}

async function insertAlerts(
  { now, delivers }: Raising,
  tx: Transaction,
  rule: AlertRuleCode,
  findings: readonly Finding[],
) {
  const at = now();
  const rows = findings.map((finding) => ({ ...finding, id: randomUUID(), rule, raisedAt: at }));
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
  return fresh;
}

function raisedEntry(id: string, rule: AlertRuleCode, at: Date): ServiceEntry {
  const detail = { alert: id, rule };
  return { at, event: 'ALERT_CHANGED', actor: AUDIT, outcome: 'OPEN', detail };
}
