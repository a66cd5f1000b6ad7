import type { AgencyReplyShape } from '../graph/agency-reply.ts';
import type { Database } from '../database/connect.ts';
import type { AuditedContext } from '../audit/audit-field.ts';

/** What an agency's resolvers work with. `caller` has roles and scopes, by the gateway's word. */
export type AgencyContext = AuditedContext & {
  db: Database;
  replyTo(envelope: string): Promise<AgencyReplyShape>;
};
