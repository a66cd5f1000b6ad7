import { randomUUID } from 'node:crypto';
import type { AuditAsk } from '../../../schema/contract/audit.ts';
import { sealAuditRequest } from '../../kit/audit/seal-audit-request.ts';
import { graphError } from '../../kit/graph/graph-error.ts';
import { LedgerError } from '../../kit/ledger/ledger-error.ts';
import type { JsonObject } from '../../kit/ledger/canonical-json.ts';
import type { AuditContext } from '../audit-context.ts';
import { seenSizes } from '../witness/seen-checkpoints.ts';

/** What is asked of whom, and how the hub's own ledger tells of it. */
export type Question = {
  /** By code of the service. */
  asks: Readonly<Record<string, AuditAsk>>;
  sought?: string | undefined;
  /** What was looked for, without any identifier. */
  filter: JsonObject;
  outcome: 'PAGE' | 'RECONCILIATION' | 'PROOF' | 'ACCESS_REPORT';
};

/**
 * Records that somebody reads the ledgers, and signs the request that asks for them.
 *
 * @throws GraphQLError LEDGER_UNAVAILABLE: then nobody is asked
 */
export async function issueRequest(context: AuditContext, question: Question): Promise<string> {
  const { asks, sought, filter, outcome } = question;
  const actor = readerOf(context);
  const sources = Object.keys(asks);
  const now = context.now();
  const entry = {
    at: now,
    event: 'AUDIT_READ',
    actor,
    outcome,
    detail: { filter, sources },
  } as const;
  try {
    await context.ledger.commit([entry]);
  } catch (error) {
    throw error instanceof LedgerError ? graphError('LEDGER_UNAVAILABLE') : error;
  }
  const [{ own }, seen] = await Promise.all([context.keys(), seenSizes(context.db, sources)]);
  const known = sources.flatMap((code) => {
    const size = seen.get(code);
    return size === undefined ? [] : [[code, size] as const];
  });
  const about = { actor, asks: { ...asks }, seen: Object.fromEntries(known) };
  return sealAuditRequest({ jti: randomUUID(), ...about, ...(sought && { sought }) }, own, now);
}

/** Who reads; the rules of the graph let nobody come this far who has not signed in. */
export function readerOf({ caller }: Pick<AuditContext, 'caller'>): string {
  if (caller.person === undefined) throw graphError('UNAUTHENTICATED');
  return caller.person.subject;
}
