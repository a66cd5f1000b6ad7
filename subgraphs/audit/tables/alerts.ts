import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { millisecond } from '../../kit/database/instant.ts';

/** What is watched for, and from when on it counts. A row a rule; the migration brings the policy's. */
export const alertRule = pgTable('alert_rule', {
  /** As `ALERT_RULES` names it. */
  code: text('code').primaryKey(),
  enabled: boolean('enabled').notNull(),
  /** Checked by the rule's own form when it is read. */
  thresholds: jsonb('thresholds').notNull(),
  /** Subject of whoever set it; null as it was delivered. */
  changedBy: text('changed_by'),
  changedAt: millisecond('changed_at'),
});

/**
 * Something that a rule found, once a round. Never changed: what became of it stands in `alert_step`.
 */
export const alert = pgTable(
  'alert',
  {
    id: uuid('id').primaryKey(),
    /** The order in which they were raised; pages follow it. */
    sequence: integer('sequence').generatedAlwaysAsIdentity().notNull(),
    rule: text('rule').notNull(),
    /** Names the finding within its rule, so that it is raised once. */
    key: text('key').notNull(),
    /** How often it had been decided about: what is done after that is told again. */
    round: integer('round').notNull().default(0),
    raisedAt: millisecond('raised_at').notNull(),
    /** When what was found was done. */
    at: millisecond('at').notNull(),
    /** Whose doing it is: a subject, a pseudonym of the court's, or the code of a service. */
    actor: text('actor'),
    /** Code of the service it is about, or in whose ledger it stands. */
    service: text('service'),
    caseNo: text('case_no'),
    inquiry: uuid('inquiry'),
    /** Codes and counts only. */
    detail: jsonb('detail').notNull(),
  },
  (table) => [
    uniqueIndex('alert_once').on(table.rule, table.key, table.round),
    uniqueIndex('alert_in_order').on(table.sequence),
    index('alert_in_time').on(table.raisedAt),
  ],
);

/** What became of an alert, in order; the last step is its state. */
export const alertStep = pgTable(
  'alert_step',
  {
    alertId: uuid('alert_id')
      .notNull()
      .references(() => alert.id),
    /** From 0, which raised it. */
    number: integer('number').notNull(),
    at: millisecond('at').notNull(),
    /** Subject, or `audit` for the service itself. */
    actor: text('actor').notNull(),
    state: text('state').notNull(),
    /** As it was typed; null where the service raised it. */
    reason: text('reason'),
    /** How far each ledger had been followed, by code: no more was known. Null where it was raised. */
    followed: jsonb('followed').$type<Readonly<Record<string, number>>>(),
  },
  (table) => [primaryKey({ name: 'alert_step_pk', columns: [table.alertId, table.number] })],
);

/** An alert on its way to the webhook; it waits here through a restart. */
export const alertDelivery = pgTable(
  'alert_delivery',
  {
    /** The idempotency key that the receiver is told. */
    id: uuid('id').primaryKey(),
    alertId: uuid('alert_id')
      .notNull()
      .references(() => alert.id),
    /** JSON, the same bytes each time. */
    body: text('body').notNull(),
    tries: integer('tries').notNull().default(0),
    /** Not before; while somebody delivers it, nobody else does. */
    nextAt: millisecond('next_at').notNull(),
    deliveredAt: millisecond('delivered_at'),
    /** After three days nobody tries any more. */
    givenUpAt: millisecond('given_up_at'),
    /** `HTTP_503`, or the code of the socket's error. */
    failure: text('failure'),
  },
  (table) => [
    // of what is delivered or given up nobody asks when it is due
    index('alert_delivery_due')
      .on(table.nextAt)
      .where(sql`${table.deliveredAt} is null and ${table.givenUpAt} is null`),
  ],
);

/** How far the rules have read each ledger that is followed. */
export const alertProgress = pgTable('alert_progress', {
  source: text('source').primaryKey(),
  /** Entries read, which is the index of the next. */
  size: bigint('size', { mode: 'number' }).notNull(),
});
