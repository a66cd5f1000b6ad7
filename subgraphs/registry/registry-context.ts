import type { Database } from '../kit/database/connect.ts';
import type { ServiceLedger } from '../kit/ledger/service-ledger.ts';
import type { Logger } from '../kit/log/logger.ts';
import type { Caller } from '../kit/people/person.ts';
import type { KeyRing } from '../kit/service/key-ring.ts';
import type { TrustedDocument } from './checks/check-documents.ts';

/** What the registry's resolvers work with. */
export type RegistryContext = {
  db: Database;
  /** What is done about schemas is in it, or was not done. */
  ledger: Pick<ServiceLedger, 'append'>;
  log: Logger;
  now: () => Date;
  /** Its own keys, and those that its administrator accepted: the court's and every agency's. */
  keys: () => Promise<KeyRing>;
  /** What our own clients send. */
  documents: readonly TrustedDocument[];
  /** Who asks; another one for each request. */
  caller: Caller;
};

/** The registry without anybody asking. */
export type Registry = Omit<RegistryContext, 'caller'>;
