import type { RefusalCode } from '../../schema/contract/codes.ts';
import type { Reply } from '../../schema/contract/reply.ts';
import type { Warrant } from '../../schema/contract/warrant.ts';
import type { Database } from '../kit/database/connect.ts';
import type { ServiceLedger } from '../kit/ledger/service-ledger.ts';
import type { Logger } from '../kit/log/logger.ts';
import type { Caller } from '../kit/people/person.ts';
import type { Vault } from './vault/vault.ts';

/** What a warrant says beyond who asks and when, which the court's seal adds. */
export type WarrantDraft = Pick<
  Warrant,
  | ('jti' | 'aud' | 'actor' | 'role' | 'hop' | 'asOf' | 'purpose' | 'legalBasis' | 'kinds')
  | ('parties' | 'iat' | 'exp' | 'resumes')
>;

/** What the court's resolvers work with. */
export type CourtContext = {
  db: Database;
  vault: Vault;
  ledger: Pick<ServiceLedger, 'append' | 'personOf'>;
  log: Logger;
  now(): Date;
  /** Who asks; another one for each request. */
  caller: Caller;
  /** What agencies are told instead of a `sub`: HMAC-SHA-256 in base64url, the same each time. */
  pseudonymOf(subject: string): string;
  /** Codes of the agencies whose keys the court has accepted. */
  agencies: readonly string[];
  /** Seals a warrant for the agencies in its audience. */
  sealWarrant(draft: WarrantDraft): Promise<string>;
  /** Opens one agency's reply to one of these inquiries, which ask the same. */
  openReply(
    agency: string,
    sealed: string,
    inquiryIds: readonly string[],
  ): Promise<{ ok: true; reply: Reply } | { ok: false; code: RefusalCode }>;
};
