import type { EventCode } from '../../../schema/contract/events.ts';
import type { Database } from '../database/connect.ts';
import { idKey } from '../identifiers/id-key.ts';
import type { Logger } from '../log/logger.ts';
import { newestValid } from '../sealing/dated-key.ts';
import type { OwnKeys } from '../sealing/keys.ts';
import { KeysError } from '../sealing/keys-error.ts';
import { appendEntries } from './append-entries.ts';
import type { Appended, Transaction } from './append-entries.ts';
import { startCheckpointTicker } from './checkpoint-ticker.ts';
import type { LedgerEntry } from './entry.ts';
import { LedgerError } from './ledger-error.ts';
import type { Pseudonyms } from './ledger-keys.ts';
import { createLedgerWriter } from './ledger-writer.ts';
import { createNoteSigner } from './note-key.ts';
import type { NoteSigner } from './note-key.ts';
import { signCheckpoint } from './sign-checkpoint.ts';

/** An entry of an event that the catalogue knows (`schema/contract/events.ts`). */
export type ServiceEntry = LedgerEntry & { event: EventCode };

/** Whoever was looked up, by what was asked of them. */
export type LookedUp = {
  id?: Parameters<typeof idKey>[0] | undefined;
  phone?: string | undefined;
};

/** A service's own ledger: what is not in it did not happen, and what it does not take must not. */
export type ServiceLedger = {
  /** The name under which its checkpoints are signed. */
  origin: string;
  /** Within the caller's transaction, as its last act: others wait until it ends. */
  append: (tx: Transaction, entries: readonly ServiceEntry[]) => Promise<readonly Appended[]>;
  /**
   * In a transaction of its own, shared with whoever comes at the same moment.
   *
   * @param along what is to be committed with the entries, or not at all
   * @throws LedgerError UNAVAILABLE: then nothing may be disclosed.
   */
  commit: (
    entries: readonly ServiceEntry[],
    along?: (tx: Transaction) => Promise<unknown>,
  ) => Promise<readonly Appended[]>;
  /** How an entry names this person: by the ID number where one is known, else by the phone. */
  personOf: (person: LookedUp) => Uint8Array | undefined;
  /** Every name that entries of any time may have for this person. */
  personsOf: (person: LookedUp) => Uint8Array[];
  /** Waits for what is being written, and signs no more. */
  close: () => Promise<void>;
};

export type ServiceLedgerOptions = {
  /** Of the service. */
  code: string;
  db: Database;
  log: Logger;
  pseudonyms: Pseudonyms;
  /** The service's keys as they are now; the newest valid one signs checkpoints. */
  ownKeys: () => Promise<OwnKeys>;
  now: () => Date;
};

/** Opens a service's ledger, and signs what is committed at least every second. */
export function openServiceLedger(options: ServiceLedgerOptions): ServiceLedger {
  const { code, db, log, pseudonyms, now } = options;
  const origin = originOf(code);
  const writer = createLedgerWriter({ db });
  const ticker = startCheckpointTicker({
    sign: async () => signCheckpoint(db, await signerOf(origin, options), now()),
    onError: (error) => {
      const failure = error instanceof LedgerError ? error.code : 'UNAVAILABLE';
      log.error({ alert: 'LEDGER', failure }, 'a checkpoint could not be signed');
    },
  });
  return {
    origin,
    append: appendEntries,
    commit: writer.commit,
    personOf: (person) => namesOf(person).map(pseudonyms.of)[0],
    personsOf: (person) => namesOf(person).flatMap(pseudonyms.all),
    close: async () => {
      await writer.close();
      await ticker.stop();
    },
  };
}

/** The name of a service's ledger in its checkpoints. */
export function originOf(code: string): string {
  return `relink/${code}`;
}

function namesOf({ id, phone }: LookedUp): string[] {
  return [
    ...(id === undefined ? [] : [`id:${idKey(id)}`]),
    ...(phone === undefined ? [] : [`phone:${phone}`]),
  ];
}

async function signerOf(
  origin: string,
  { ownKeys, now }: ServiceLedgerOptions,
): Promise<NoteSigner> {
  const own = await ownKeys();
  const signing = newestValid(own.signing, now());
  const jwk = own.public.jwks.keys.find(({ kid }) => kid === signing?.kid);
  if (signing === undefined || jwk === undefined) throw new KeysError('no own key is valid now');
  return createNoteSigner(origin, signing.key, new Uint8Array(Buffer.from(jwk.x, 'base64url')));
}
