import { sql } from 'drizzle-orm';
import type { AlertState } from '../../../schema/contract/alert.ts';
import { alert, alertStep } from '../tables.ts';

/** The state of an alert, which is its last step. */
export const alertState = sql<AlertState>`(
  select step.state from ${alertStep} as step
  where step.alert_id = ${alert}.id order by step.number desc limit 1)`;
