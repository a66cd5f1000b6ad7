import { and, inArray, isNotNull } from 'drizzle-orm';
import { z } from 'zod';
import type { LedgerBody } from '../../kit/ledger/entry.ts';
import type { Executor } from '../repairs/issue-inquiry.ts';
import { act } from '../tables.ts';

const withAct = z.object({ act: z.uuid() });

/**
 * The reasons that people stated for what these entries of the ledger record, by index: for whoever
 * audits. They may name people, so the ledger holds the act's id alone. One statement.
 */
export async function reasonsOf(
  db: Pick<Executor, 'select'>,
  bodies: readonly LedgerBody[],
): Promise<ReadonlyMap<number, string>> {
  const named = bodies.flatMap(({ index, detail }) => {
    const parsed = withAct.safeParse(detail);
    return parsed.success ? [{ index, id: parsed.data.act }] : [];
  });
  if (named.length === 0) return new Map();
  const ids = named.map(({ id }) => id);
  const rows = await db
    .select({ id: act.id, reason: act.reason })
    .from(act)
    .where(and(inArray(act.id, ids), isNotNull(act.reason)));
  const reasons = new Map(rows.map(({ id, reason }) => [id, reason]));
  return new Map(
    named.flatMap(({ index, id }) => {
      const reason = reasons.get(id);
      return typeof reason === 'string' ? [[index, reason] as const] : [];
    }),
  );
}
