import { graphql } from 'graphql';
import { service } from '../../subgraphs/audit/service.ts';
import type { Caller } from '../../subgraphs/kit/people/person.ts';
import { callerOf } from './court-world/people.ts';
import type { Account } from './court-world/people.ts';
import type { FollowedWorld } from './followed-world.ts';

/** What the audit service's graph said: the data, and the codes of the errors. */
export type AuditSaid = { data: Record<string, unknown> | null | undefined; codes: unknown[] };

/** For tests: one document put to the audit service's own schema, as somebody. */
export async function askAudit(
  world: FollowedWorld,
  account: Account | undefined,
  source: string,
  caller: Caller = callerOf(account),
): Promise<AuditSaid> {
  const { db, ledger, log, now } = world;
  const contextValue = { db, ledger, log, now, caller };
  const { data, errors = [] } = await graphql({ schema: service.schema, source, contextValue });
  return { data, codes: errors.map(({ extensions, message }) => extensions['code'] ?? message) };
}
