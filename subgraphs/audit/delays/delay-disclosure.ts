import { randomUUID } from 'node:crypto';
import { badArgument } from '../../kit/graph/graph-error.ts';
import { digestOf } from '../alerts/decide-alert.ts';
import type { AuditContext } from '../audit-context.ts';
import { disclosureDelay } from '../tables.ts';
import { chinaDay } from '../../kit/identifiers/china-day.ts';
import type { DelayShape } from './delays-in-force.ts';

const YEAR = 366 * 24 * 60 * 60 * 1000;

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
  if (until <= chinaDay(at) || until > chinaDay(new Date(at.getTime() + YEAR)))
    throw badArgument('until', 'NOT_AHEAD');
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
