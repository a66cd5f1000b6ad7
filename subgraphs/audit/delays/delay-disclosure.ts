import { randomUUID } from 'node:crypto';
import { badArgument } from '../../kit/graph/graph-error.ts';
import { digestOf } from '../alerts/decide-alert.ts';
import type { AuditContext } from '../audit-context.ts';
import { disclosureDelay } from '../tables.ts';
import { chinaDay } from '../../kit/identifiers/china-day.ts';
import type { DelayShape } from './delays-in-force.ts';

/** One inquiry, or all of a case. */
export type Delayed = { inquiry: string } | { caseNo: string };

/**
 * Orders that a person is not told of a look-up before a day, at most a year from now; recorded in
 * the hub's ledger with it.
 *
 * @param judge subject of whoever orders it
 * @throws GraphQLError BAD_USER_INPUT when the day has come or is too far
 */
export async function delayDisclosure(
  { db, ledger, now }: Pick<AuditContext, 'db' | 'ledger' | 'now'>,
  judge: string,
  { until, reason, ...what }: Delayed & { until: string; reason: string },
): Promise<DelayShape> {
  const at = now();
  const today = chinaDay(at);
  if (until <= today || until > inAYear(today)) throw badArgument('until', 'NOT_AHEAD');
  const order = {
    ...{ id: randomUUID(), inquiry: null, caseNo: null, ...what },
    ...{ until, reason, orderedBy: judge, orderedAt: at },
  };
  await db.transaction(async (tx) => {
    await tx.insert(disclosureDelay).values(order);
    const about = 'inquiry' in what ? { inquiry: what.inquiry } : { caseNo: what.caseNo };
    const detail = { order: order.id, until, reason: digestOf(reason) };
    const entry = { at, event: 'DISCLOSURE_DELAYED', actor: judge, outcome: 'DELAYED' } as const;
    await ledger.append(tx, [{ ...entry, ...about, detail }]);
  });
  return order;
}

/** The same day of the next year; of the 29th of February one that comes after the 28th. */
function inAYear(day: string): string {
  return `${String(Number(day.slice(0, 4)) + 1)}${day.slice(4)}`;
}
