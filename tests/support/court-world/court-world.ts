import { createSecretKey, randomBytes } from 'node:crypto';
import { freshDatabase } from '../postgres.ts';
import { connect } from '../../../subgraphs/kit/database/connect.ts';
import type { Connection } from '../../../subgraphs/kit/database/connect.ts';
import { grantUse } from '../../../subgraphs/kit/database/grant-use.ts';
import { migrate } from '../../../subgraphs/kit/database/migrate.ts';
import { roleOf } from '../../../subgraphs/kit/database/role-of.ts';
import { installLedger } from '../../../subgraphs/kit/ledger/install-ledger.ts';
import { loadPseudonyms } from '../../../subgraphs/kit/ledger/ledger-keys.ts';
import { openServiceLedger } from '../../../subgraphs/kit/ledger/service-ledger.ts';
import type { ServiceLedger } from '../../../subgraphs/kit/ledger/service-ledger.ts';
import { LEDGER_TABLES } from '../../../subgraphs/kit/ledger/tables.ts';
import { createLogger } from '../../../subgraphs/kit/log/logger.ts';
import { openReply } from '../../../subgraphs/kit/sealing/open-reply.ts';
import { sealWarrant } from '../../../subgraphs/kit/sealing/seal-warrant.ts';
import { toyParty } from '../../../subgraphs/kit/sealing/toy-parties.ts';
import type { ToyParty } from '../../../subgraphs/kit/sealing/toy-parties.ts';
import type { Caller } from '../../../subgraphs/kit/people/person.ts';
import type { CourtContext } from '../../../subgraphs/court/court-context.ts';
import { service } from '../../../subgraphs/court/service.ts';
import { createVault } from '../../../subgraphs/court/vault/vault.ts';
import { callerOf } from './people.ts';
import type { Account } from './people.ts';

/** For tests: a court over a database of its own, which one agency trusts. */
export type CourtWorld = {
  /** As the role that owns the tables. */
  owner: Connection;
  court: ToyParty;
  police: ToyParty;
  /** The court's context of one request of this person; of nobody when left out. */
  as(account?: Account, request?: Partial<Caller>): CourtContext;
  /** The same of a request that is described whole. */
  calledBy(caller: Caller): CourtContext;
  /** From now on the court's clock is so many milliseconds ahead. */
  advance(milliseconds: number): void;
  /** What it has logged so far: JSON, one object a line. */
  log(): string;
  close(): Promise<void>;
};

export async function courtWorld(): Promise<CourtWorld> {
  const database = await freshDatabase('court');
  await migrate(database.migrationDatabaseUrl, service.migrations);
  const owner = connect(database.migrationDatabaseUrl, { max: 2 });
  await installLedger(database.migrationDatabaseUrl);
  const { append = [], ...rights } = service.rights;
  await grantUse(owner.sql, roleOf(database.databaseUrl), {
    ...{ ...rights, append: [...append, ...LEDGER_TABLES] },
  });
  const app = connect(database.databaseUrl, { max: 10 });
  const [court, police] = await Promise.all([toyParty('court'), toyParty('police')]);
  const lines: string[] = [];
  const clock = { ahead: 0 };
  const log = createLogger('court', 'info', { write: (line: string) => void lines.push(line) });
  const now = () => new Date(Date.now() + clock.ahead);
  const ledger = await openLedger({ db: app.db, log, now }, court);
  const shared = sharedContext({ db: app.db, log, now, ledger }, { court, police });
  const calledBy = (caller: Caller): CourtContext => ({ ...shared, caller });
  return {
    ...{ owner, court, police, calledBy },
    as: (account, request = {}) => calledBy({ ...callerOf(account), ...request }),
    advance: (milliseconds) => void (clock.ahead += milliseconds),
    log: () => lines.join(''),
    close: async () => {
      await ledger.close();
      await app.close();
      await owner.close();
      await database.drop();
    },
  };
}

async function openLedger(
  served: Pick<CourtContext, 'db' | 'log' | 'now'>,
  court: ToyParty,
): Promise<ServiceLedger> {
  const text = JSON.stringify({ pseudonyms: [randomBytes(32).toString('base64')] });
  return openServiceLedger({
    ...{ ...served, code: 'court' },
    pseudonyms: await loadPseudonyms({ file: undefined, text }),
    ownKeys: () => Promise.resolve(court.own),
  });
}

function sharedContext(
  own: Pick<CourtContext, 'db' | 'log' | 'now' | 'ledger'>,
  { court, police }: { court: ToyParty; police: ToyParty },
): Omit<CourtContext, 'caller'> {
  const fresh = () => createSecretKey(randomBytes(32));
  const vault = createVault({ encryption: fresh(), index: fresh() });
  return {
    ...{ ...own, vault, agencies: ['police'] },
    pseudonymOf: (subject) => vault.pseudonym(subject),
    sealWarrant: (draft) =>
      sealWarrant(
        { iss: 'court', nbf: draft.iat, ...draft },
        court.own,
        draft.aud.length === 0 ? [] : [police.pinned],
      ),
    openReply: (code, sealed, inquiries) => {
      const reader = {
        ...{ code: 'court', own: court.own, agency: police.pinned, inquiries },
        now: own.now(),
      };
      return code === 'police'
        ? openReply(sealed, reader)
        : Promise.resolve({ ok: false, code: 'UNKNOWN_KEY' });
    },
  };
}
