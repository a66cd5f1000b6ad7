import type { AgencyReplyShape } from '../graph/agency-reply.ts';
import type { Database } from '../database/connect.ts';

/** What an agency's resolvers work with. */
export type AgencyContext = {
  db: Database;
  replyTo(envelope: string): Promise<AgencyReplyShape>;
};
