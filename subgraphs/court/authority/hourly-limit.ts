import { sql } from 'drizzle-orm';
import { RateLimiterDrizzle } from 'rate-limiter-flexible';
import type { Person } from '../../kit/people/person.ts';
import type { CourtContext } from '../court-context.ts';
import type { Executor } from '../repairs/issue-inquiry.ts';
import { hourlyCount } from '../tables.ts';

/** Parties a person may ask about within an hour outside an approved list (policy; domain rules, 8). */
export const PARTIES_AN_HOUR = 20;
const HOUR = 3600;

/**
 * Takes up to `wanted` parties from what the hour leaves this person and this key, and says how many
 * it was. The hour begins with the first party and is counted by the clerk's pseudonym and by the
 * key that the token is bound to, so that two accounts in one browser share it.
 *
 * Both counters are locked, in this order, from the first look until the transaction ends: however
 * many requests run at once, they never take more than there is, and what a failed transaction took
 * is given back.
 */
export async function takeFromHour(
  court: CourtContext,
  tx: Executor,
  { subject, boundTo }: Person,
  wanted: number,
): Promise<number> {
  if (wanted === 0) return 0;
  const limiter = new RateLimiterDrizzle({
    storeClient: tx,
    schema: hourlyCount,
    points: PARTIES_AN_HOUR,
    duration: HOUR,
    keyPrefix: '',
    // its timer would work on a transaction long gone
    clearExpiredByTimeout: false,
  });
  const keys = [`sub:${court.pseudonymOf(subject)}`, `key:${boundTo}`];
  const left: number[] = [];
  // adding nothing locks a counter, begins its hour anew where that is over, and reads it
  for (const key of keys) left.push((await limiter.penalty(key, 0)).remainingPoints);
  const taken = Math.min(wanted, ...left);
  if (taken > 0) for (const key of keys) await limiter.penalty(key, taken);
  await forgetOldHours(tx);
  return taken;
}

/** A few at a time, and none that somebody is counting on: two would otherwise wait for each other. */
async function forgetOldHours(tx: Executor): Promise<void> {
  await tx.execute(
    sql`delete from hourly_count where key in (
          select key from hourly_count where expire < now() limit 100 for update skip locked)`,
  );
}
