import { sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import type { AlertRuleCode } from './thresholds.ts';

/**
 * Which findings of a rule were decided about, as a table: `key`, `round`, which is how often, and
 * `followed`, how far each ledger had been followed when it was last. Whoever decided knew of no more:
 * what a ledger holds from there on is another round of the same finding.
 */
export function decidedOf(rule: AlertRuleCode): SQL {
  return sql`(
    select distinct on (alert.key) alert.key, alert.round + 1 as round, step.followed
    from alert join alert_step as step on step.alert_id = alert.id
    -- the first step after it was raised: who changes their mind has been told nothing more
    where alert.rule = ${rule} and step.number = 1
    order by alert.key, alert.round desc)`;
}

/**
 * From which index on a ledger's entries were not decided about.
 *
 * @param decided the row of `decidedOf`, or none
 * @param source code of the service whose ledger it is
 */
export function undecidedFrom(decided: SQL, source: SQL): SQL {
  return sql`coalesce((${decided}.followed ->> ${source})::bigint, 0)`;
}
