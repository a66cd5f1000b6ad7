import { eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '../../../kit/database/connect.ts';
import type { Logger } from '../../../kit/log/logger.ts';
import type { OwnKeys } from '../../../kit/sealing/keys.ts';
import { alertDelivery } from '../../tables.ts';
import { postAlert } from './post-alert.ts';
import type { PostPatience } from './post-alert.ts';
import { signBody } from './sign-body.ts';

export type Delivering = {
  db: Database;
  log: Logger;
  now: () => Date;
  ownKeys: () => Promise<OwnKeys>;
  url: string;
  patience?: PostPatience;
};

const MINUTE = 60_000;
/** While one process delivers, no other takes the same; longer than all its tries. */
const LEASE = 3 * MINUTE;
/** After a round of tries that failed: a minute, two, four, and never more than an hour. */
const LONGEST_PAUSE = 60 * MINUTE;
/** About three days. */
const MOST_TRIES = 78;
const AT_ONCE = 20;

const dueRows = z.array(z.object({ id: z.string(), body: z.string(), tries: z.number() }));
type Due = z.infer<typeof dueRows>[number];

/**
 * Delivers all that is due, the oldest first, for as long as the receiver takes any of it.
 *
 * @returns how many were taken by the receiver
 */
export async function deliverDue(delivering: Delivering): Promise<number> {
  let all = 0;
  for (;;) {
    const due = await takeDue(delivering);
    const delivered = await Promise.all(due.map((one) => deliver(delivering, one)));
    const taken = delivered.filter((was) => was).length;
    all += taken;
    if (due.length < AT_ONCE || taken === 0) return all;
  }
}

/** Takes deliveries for this process alone, for as long as the lease lasts. */
async function takeDue({ db, now }: Delivering): Promise<Due[]> {
  const at = now();
  const lease = new Date(at.getTime() + LEASE).toISOString();
  const rows = await db.execute(sql`
    update alert_delivery set next_at = ${lease}::timestamptz, tries = tries + 1
    where id in (
      select id from alert_delivery
      where delivered_at is null and given_up_at is null
        and next_at <= ${at.toISOString()}::timestamptz
      order by next_at limit ${AT_ONCE} for update skip locked)
    returning id, body, tries`);
  return dueRows.parse([...rows]);
}

async function deliver(delivering: Delivering, { id, body, tries }: Due): Promise<boolean> {
  const { db, log, now, ownKeys, url, patience } = delivering;
  const signature = await signBody(body, await ownKeys(), now());
  const failure = await postAlert({ url, id, body, signature }, patience);
  const at = now();
  const givesUp = failure !== undefined && tries >= MOST_TRIES;
  await db
    .update(alertDelivery)
    .set({
      failure: failure ?? null,
      deliveredAt: failure === undefined ? at : null,
      givenUpAt: givesUp ? at : null,
      nextAt: new Date(at.getTime() + pauseAfter(tries)),
    })
    .where(eq(alertDelivery.id, id));
  if (failure === undefined) log.info({ delivery: id, tries }, 'an alert was delivered');
  else if (givesUp) log.error({ delivery: id, failure }, 'an alert is delivered no more');
  else log.warn({ delivery: id, failure, tries }, 'an alert could not be delivered yet');
  return failure === undefined;
}

function pauseAfter(tries: number): number {
  return Math.min(LONGEST_PAUSE, MINUTE * 2 ** Math.min(tries - 1, 10));
}
