import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '../../kit/database/connect.ts';
import { alertProgress } from '../tables.ts';
import { readRules } from './alert-rules.ts';
import { findAll } from './find-all.ts';
import { raiseAlerts } from './raise-alerts.ts';
import type { Raising } from './raise-alerts.ts';

const aheadRows = z.array(
  z.object({
    source: z.string(),
    size: z.coerce.number(),
    oldest: z
      .string()
      .nullable()
      .transform((text) => (text === null ? undefined : new Date(text))),
  }),
);

/**
 * Puts every rule that is on to what has been followed since the last time, however old it is: what
 * came in late is judged as what came in time. A rule that fails is logged and keeps none of the
 * others; what it should have read is read again the next time.
 *
 * @returns how many alerts were raised
 */
export async function evaluate(raising: Raising): Promise<number> {
  const { db, log, now } = raising;
  const at = now();
  const ahead = await readAhead(raising);
  const oldest = ahead.flatMap((one) => one.oldest ?? []).map((day) => day.getTime());
  const period = { from: new Date(Math.min(at.getTime(), ...oldest)), now: at };
  let raised = 0;
  let failed = false;
  for (const rule of await readRules(db)) {
    if (!rule.enabled) continue;
    try {
      const find = (tx: Pick<Database, 'execute'>) => findAll(tx, rule, period);
      raised += await raiseAlerts(raising, { code: rule.code, find });
    } catch (err) {
      failed = true;
      log.error({ err, rule: rule.code }, 'a rule could not be evaluated');
    }
  }
  if (!failed) await keepProgress(raising, ahead);
  return raised;
}

type Ahead = z.infer<typeof aheadRows>[number];

/**
 * How far each source is followed, and the oldest of the entries that no rule has read. From source
 * to source by the key's own order: what was read before is not looked at.
 */
async function readAhead({ db }: Raising): Promise<Ahead[]> {
  const rows = await db.execute(sql`
    with recursive sources as (
      (select source from followed_entry order by source limit 1)
      union all
      select (select next.source from followed_entry as next
        where next.source > sources.source order by next.source limit 1)
      from sources where sources.source is not null
    )
    select sources.source, newest.index + 1 as size, (
        -- by the key: the planner would rather look for the oldest of all, in time
        with unread as materialized (
          select entry.at from followed_entry as entry
          where entry.source = sources.source and entry.index >= coalesce(progress.size, 0))
        select min(at) from unread
      ) as oldest
    from sources
    cross join lateral (
      select index from followed_entry as entry
      where entry.source = sources.source order by index desc limit 1) as newest
    left join alert_progress as progress on progress.source = sources.source`);
  return aheadRows.parse([...rows]);
}

async function keepProgress({ db }: Raising, ahead: readonly Ahead[]): Promise<void> {
  const news = ahead.filter(({ oldest }) => oldest !== undefined);
  if (news.length === 0) return;
  await db
    .insert(alertProgress)
    .values(news.map(({ source, size }) => ({ source, size })))
    .onConflictDoUpdate({
      target: alertProgress.source,
      set: { size: sql`greatest(alert_progress.size, excluded.size)` },
    });
}
