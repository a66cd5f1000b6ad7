import { createHash } from 'node:crypto';
import { desc, eq } from 'drizzle-orm';
import type { AlertState } from '../../../schema/contract/alert.ts';
import { graphError } from '../../kit/graph/graph-error.ts';
import { namesOf } from '../asking/pseudonyms-of.ts';
import type { AuditContext } from '../audit-context.ts';
import { alert, alertStep, followedPosition } from '../tables.ts';
import { lockAlerts } from './lock-alerts.ts';
import { loadAlerts } from './load-alerts.ts';
import type { AlertShape } from './load-alerts.ts';

/** What somebody makes of an alert, and why. */
export type AlertDecision = { id: string; state: Exclude<AlertState, 'OPEN'>; reason: string };

/**
 * Adds a step to an alert's trail, and the entry to the hub's ledger, together or not at all. What
 * was decided before can be decided anew: the trail holds both. Nobody decides about their own doing.
 *
 * @param actor subject of whoever decides
 * @throws GraphQLError ALERT_NOT_FOUND; SECOND_PERSON_NEEDED when the alert is about them
 */
export async function decideAlert(
  { db, ledger, now }: Pick<AuditContext, 'db' | 'ledger' | 'now'>,
  actor: string,
  { id, state, reason }: AlertDecision,
): Promise<AlertShape> {
  return db.transaction(async (tx) => {
    await lockAlerts(tx);
    const [last] = await tx
      .select({ number: alertStep.number, rule: alert.rule, about: alert.actor })
      .from(alertStep)
      .innerJoin(alert, eq(alert.id, alertStep.alertId))
      .where(eq(alertStep.alertId, id))
      .orderBy(desc(alertStep.number))
      .limit(1);
    if (last === undefined) throw graphError('ALERT_NOT_FOUND');
    if (await isOneself(tx, actor, last.about)) throw graphError('SECOND_PERSON_NEEDED');
    const at = now();
    const number = last.number + 1;
    const followed = await followedNow(tx);
    await tx.insert(alertStep).values({ alertId: id, number, at, actor, state, reason, followed });
    const [decided] = await loadAlerts(tx, eq(alert.id, id));
    if (decided === undefined) throw graphError('ALERT_NOT_FOUND');
    const detail = { alert: id, rule: last.rule, reason: digestOf(reason) };
    await ledger.append(tx, [{ at, event: 'ALERT_CHANGED', actor, outcome: state, detail }]);
    return decided;
  });
}

/** How far each ledger is followed, by the code of its service. */
async function followedNow(
  db: Pick<AuditContext['db'], 'select'>,
): Promise<Record<string, number>> {
  const { source, next } = followedPosition;
  const rows = await db.select({ source, next }).from(followedPosition);
  return Object.fromEntries(rows.map((row) => [row.source, row.next]));
}

/** Whether an alert tells of the doing of this person, whom agencies know by a pseudonym. */
async function isOneself(
  db: Pick<AuditContext['db'], 'selectDistinct'>,
  subject: string,
  about: string | null,
): Promise<boolean> {
  return about !== null && (await namesOf(db, [about])).includes(subject);
}

/** SHA-256 of a stated reason, base64url: the ledger tells that it is this one, not what it says. */
export function digestOf(reason: string): string {
  return createHash('sha256').update(reason).digest('base64url');
}
