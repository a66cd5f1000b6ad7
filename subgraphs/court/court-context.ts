import type { Purpose, RefusalCode } from '../../schema/contract/codes.ts';
import type { Reply } from '../../schema/contract/reply.ts';
import type { Warrant } from '../../schema/contract/warrant.ts';
import type { Database } from '../kit/database/connect.ts';
import type { Logger } from '../kit/log/logger.ts';
import type { Vault } from './vault/vault.ts';

/** What a warrant says beyond who asks and when, which the court's seal adds. */
export type WarrantDraft = Pick<
  Warrant,
  'jti' | 'aud' | 'hop' | 'asOf' | 'purpose' | 'legalBasis' | 'kinds' | 'parties' | 'iat' | 'exp'
>;

/** What the court's resolvers work with. */
export type CourtContext = {
  db: Database;
  vault: Vault;
  log: Logger;
  now(): Date;
  /** Codes of the agencies whose keys the court has accepted. */
  agencies: readonly string[];
  /** Seals a warrant for the agencies in its audience. */
  sealWarrant(draft: WarrantDraft): Promise<string>;
  /** Opens one agency's reply to one inquiry. */
  openReply(
    agency: string,
    sealed: string,
    inquiryId: string,
  ): Promise<{ ok: true; reply: Reply } | { ok: false; code: RefusalCode }>;
};

/** What an inquiry is for, where the clerk says nothing else. */
export const DEFAULT_PURPOSE: Purpose = 'SERVICE_OF_DOCUMENTS';

/** The statute that is named where a clerk gives no document of their own. */
export const LEGAL_BASIS = 'CPL art. 87–95; 法发〔2017〕19号 art. 8';
