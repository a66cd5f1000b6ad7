import type { AuditedContext } from '../kit/audit/audit-field.ts';
import type { Database } from '../kit/database/connect.ts';
import type { ServiceLedger } from '../kit/ledger/service-ledger.ts';
import type { Logger } from '../kit/log/logger.ts';
import type { KeyRing } from '../kit/service/key-ring.ts';
import type { AddressBook } from './witness/address-book.ts';
import type { DirectAsker } from './witness/ask-directly.ts';

/** What the audit service works with; its resolvers are also told who asks. */
export type AuditWork = {
  /** Of the service itself. */
  code: string;
  db: Database;
  /** The hub's. */
  ledger: ServiceLedger;
  /** Its own keys and those it has accepted, as they are now. */
  keys: () => Promise<KeyRing>;
  /** Puts a request to one service without the gateway. */
  askDirectly: DirectAsker;
  /** Told where published subgraphs answer, whenever the registry's ledger is followed. */
  learnAddresses?: AddressBook['learn'];
  log: Logger;
  now: () => Date;
};

export type AuditContext = AuditWork & AuditedContext;
