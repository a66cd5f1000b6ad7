import type { AgencyReplyShape } from '../graph/agency-reply.ts';
import type { Database } from '../database/connect.ts';
import type { Caller } from '../people/person.ts';

/** What an agency's resolvers work with. */
export type AgencyContext = {
  db: Database;
  /** Who asks, as far as an agency is told: roles and scopes, by the gateway's word. */
  caller: Caller;
  replyTo(envelope: string): Promise<AgencyReplyShape>;
};
