import { and, asc, desc, eq, getTableColumns, gt, gte, inArray, lt, sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import type { AlertState } from '../../../schema/contract/alert.ts';
import type { Database } from '../../kit/database/connect.ts';
import { alert, alertStep } from '../tables.ts';
import { alertState } from './alert-state.ts';
import type { AlertRuleCode } from './thresholds.ts';

/** An alert as it stands. */
export type AlertShape = Awaited<ReturnType<typeof loadAlerts>>[number];

/** One step of an alert's trail. */
export type AlertStepShape = Omit<typeof alertStep.$inferSelect, 'state'> & { state: AlertState };

export type AlertFilter = {
  state?: string | null | undefined;
  rule?: string | null | undefined;
  /** Raised from this instant on, and before that. */
  from?: Date | null | undefined;
  to?: Date | null | undefined;
};

export type AlertPlace = {
  olderThan?: number;
  newerThan?: number;
  limit: number;
  inverted: boolean;
};

/** Alerts that fit, the newest first; `inverted` the oldest first. */
export function listAlerts(
  db: Database,
  { state, rule, from, to }: AlertFilter,
  { olderThan, newerThan, limit, inverted }: AlertPlace,
) {
  const where = and(
    state ? eq(alertState, state) : undefined,
    rule ? eq(alert.rule, rule) : undefined,
    from ? gte(alert.raisedAt, from) : undefined,
    to ? lt(alert.raisedAt, to) : undefined,
    olderThan === undefined ? undefined : lt(alert.sequence, olderThan),
    newerThan === undefined ? undefined : gt(alert.sequence, newerThan),
  );
  return loadAlerts(db, where, { limit, inverted });
}

/** At most `limit`. */
export function loadAlerts(
  db: Pick<Database, 'select'>,
  where: SQL | undefined,
  { limit, inverted }: Pick<AlertPlace, 'limit' | 'inverted'> = { limit: 1, inverted: false },
) {
  const { rule: _, ...columns } = getTableColumns(alert);
  return db
    .select({ ...columns, rule: sql<AlertRuleCode>`${alert.rule}`, state: alertState })
    .from(alert)
    .where(where)
    .orderBy(inverted ? asc(alert.sequence) : desc(alert.sequence))
    .limit(limit);
}

/** The trails of several alerts, each in order. */
export async function loadTrails(
  db: Database,
  ids: readonly string[],
): Promise<AlertStepShape[][]> {
  const { state: _, ...columns } = getTableColumns(alertStep);
  const steps = await db
    .select({ ...columns, state: sql<AlertState>`${alertStep.state}` })
    .from(alertStep)
    .where(inArray(alertStep.alertId, [...ids]))
    .orderBy(asc(alertStep.number));
  const byAlert = Map.groupBy(steps, ({ alertId }) => alertId);
  return ids.map((id) => byAlert.get(id) ?? []);
}
