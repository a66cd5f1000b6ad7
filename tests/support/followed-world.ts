import { randomBytes, randomUUID } from 'node:crypto';
import type { EventCode } from '../../schema/contract/events.ts';
import { connect } from '../../subgraphs/kit/database/connect.ts';
import type { Connection } from '../../subgraphs/kit/database/connect.ts';
import { grantUse } from '../../subgraphs/kit/database/grant-use.ts';
import { migrate } from '../../subgraphs/kit/database/migrate.ts';
import { roleOf } from '../../subgraphs/kit/database/role-of.ts';
import type { JsonObject } from '../../subgraphs/kit/ledger/canonical-json.ts';
import { installLedger } from '../../subgraphs/kit/ledger/install-ledger.ts';
import { loadPseudonyms } from '../../subgraphs/kit/ledger/ledger-keys.ts';
import { openServiceLedger } from '../../subgraphs/kit/ledger/service-ledger.ts';
import type { ServiceLedger } from '../../subgraphs/kit/ledger/service-ledger.ts';
import { ledgerEntry, LEDGER_TABLES } from '../../subgraphs/kit/ledger/tables.ts';
import { createLogger } from '../../subgraphs/kit/log/logger.ts';
import type { Logger } from '../../subgraphs/kit/log/logger.ts';
import { toyParty } from '../../subgraphs/kit/sealing/toy-parties.ts';
import type { ToyParty } from '../../subgraphs/kit/sealing/toy-parties.ts';
import { service } from '../../subgraphs/audit/service.ts';
import {
  followedEntry,
  followedPosition,
  witnessedCheckpoint,
} from '../../subgraphs/audit/tables.ts';
import { freshDatabase } from './fresh-database.ts';

/** An entry of somebody's ledger, as the audit service has followed it. */
export type Followed = {
  source?: string;
  event: EventCode;
  at: Date | string;
  actor?: string;
  person?: string;
  inquiry?: string;
  caseNo?: string;
  purpose?: string;
  outcome?: string;
  detail?: JsonObject;
};

/** For tests: the audit service's database, as its serving role has it, with a clock that stands. */
export type FollowedWorld = {
  db: Connection['db'];
  /** As the role that owns the tables. */
  owner: Connection;
  party: ToyParty;
  ledger: ServiceLedger;
  log: Logger;
  now: () => Date;
  /** Sets the clock. */
  is(at: Date | string | number): void;
  /** Follows entries, each source counted by itself. */
  follow(...entries: readonly Followed[]): Promise<void>;
  /** A service has shown that its ledger has grown to this size. */
  witness(source: string, size: number, seenAt: Date | string): Promise<void>;
  /** What the hub's own ledger holds, in order. */
  recorded(): Promise<{ event: string; actor: string; outcome: string | null; body: unknown }[]>;
  /** Lines of the log. */
  lines: string[];
  close(): Promise<void>;
};

export async function followedWorld(at: Date | string): Promise<FollowedWorld> {
  const database = await freshDatabase('audit');
  await migrate(database.migrationDatabaseUrl, service.migrations);
  await installLedger(database.migrationDatabaseUrl);
  const owner = connect(database.migrationDatabaseUrl, { max: 2 });
  const { append = [], ...rights } = service.rights;
  await grantUse(owner.sql, roleOf(database.databaseUrl), {
    ...rights,
    append: [...append, ...LEDGER_TABLES],
  });
  const app = connect(database.databaseUrl);
  const party = await toyParty('audit');
  const clock = { at: new Date(at) };
  const now = () => clock.at;
  const lines: string[] = [];
  const log = createLogger('audit', 'info', { write: (line: string) => void lines.push(line) });
  const text = JSON.stringify({ pseudonyms: [randomBytes(32).toString('base64')] });
  const ledger = openServiceLedger({
    ...{ code: 'audit', db: app.db, log, now, ownKeys: () => Promise.resolve(party.own) },
    pseudonyms: await loadPseudonyms({ file: undefined, text }),
  });
  return {
    ...{ db: app.db, owner, party, ledger, log, now, lines },
    is: (moment) => void (clock.at = new Date(moment)),
    ...following(app, owner),
    close: async () => {
      await ledger.close();
      await app.close();
      await owner.close();
      await database.drop();
    },
  };
}

function following({ db }: Connection, owner: Connection) {
  const sizes = new Map<string, number>();
  return {
    follow: async (...entries: readonly Followed[]): Promise<void> => {
      const rows = entries.map(({ source = 'court', at, actor = 'wang.shuji', ...rest }) => {
        const index = sizes.get(source) ?? 0;
        sizes.set(source, index + 1);
        return { source, index, at: new Date(at), actor, ...rest };
      });
      await db.insert(followedEntry).values(rows);
      for (const { source, index } of rows)
        await db
          .insert(followedPosition)
          .values({ source, next: index + 1 })
          .onConflictDoUpdate({ target: followedPosition.source, set: { next: index + 1 } });
    },
    witness: async (source: string, size: number, seenAt: Date | string): Promise<void> => {
      const seen = { source, size, seenAt: new Date(seenAt), note: 'a note' };
      await db.insert(witnessedCheckpoint).values({ ...seen, root: randomBytes(32) });
    },
    recorded: async () => {
      const { event, actor, outcome, body, index } = ledgerEntry;
      const rows = await owner.db
        .select({ event, actor, outcome, body })
        .from(ledgerEntry)
        .orderBy(index);
      return rows.map((row) => ({ ...row, body: JSON.parse(row.body) as unknown }));
    },
  };
}

/** An inquiry of a court about one party each, as the court records it. */
export function asked(at: Date | string, more: Partial<Followed> = {}): Followed {
  const detail = { court: 'court', role: 'CLERK', repair: randomUUID(), agencies: ['police'] };
  const one = { inquiry: randomUUID(), person: randomBytes(32).toString('base64url') };
  const caseNo = '（2026）浙0782民初10001号';
  return {
    event: 'INQUIRY_ASKED',
    at,
    caseNo,
    ...one,
    ...more,
    detail: { ...detail, ...more.detail },
  };
}
