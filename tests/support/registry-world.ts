import { writeJwks } from '../../subgraphs/kit/sealing/jwks.ts';
import { connect } from '../../subgraphs/kit/database/connect.ts';
import type { Connection } from '../../subgraphs/kit/database/connect.ts';
import { installLedger } from '../../subgraphs/kit/ledger/install-ledger.ts';
import { LEDGER_TABLES } from '../../subgraphs/kit/ledger/tables.ts';
import { toyServiceLedger } from '../../subgraphs/kit/ledger/toy-service-ledger.ts';
import { grantUse } from '../../subgraphs/kit/database/grant-use.ts';
import { migrate } from '../../subgraphs/kit/database/migrate.ts';
import { roleOf } from '../../subgraphs/kit/database/role-of.ts';
import { createLogger } from '../../subgraphs/kit/log/logger.ts';
import { publicKeys } from '../../subgraphs/kit/sealing/keys.ts';
import type { PinnedParty } from '../../subgraphs/kit/sealing/pinned-keys.ts';
import { toyParty } from '../../subgraphs/kit/sealing/toy-parties.ts';
import type { ToyParty } from '../../subgraphs/kit/sealing/toy-parties.ts';
import type { TrustedDocument } from '../../subgraphs/registry/checks/check-documents.ts';
import { publish } from '../../subgraphs/registry/publish/publish.ts';
import type { SchemaResult } from '../../subgraphs/registry/publish/schema-result.ts';
import { signPublication } from '../../subgraphs/registry/publish/sign-publication.ts';
import type { Publication } from '../../subgraphs/registry/publish/verify-publication.ts';
import type { Registry } from '../../subgraphs/registry/registry-context.ts';
import { service } from '../../subgraphs/registry/service.ts';
import { freshDatabase } from './fresh-database.ts';

/** For tests: a registry over a database of its own, which knows some parties. */
export type RegistryWorld = {
  registry: Registry;
  /** As the role that owns the tables. */
  owner: Connection;
  /** Parties whose keys it has accepted, and `stranger`, whose it has not. */
  parties: Record<string, ToyParty>;
  /** A publication that its party signed just now. */
  signed(code: string, sdl: string, change?: Partial<Signing>): Promise<Publication>;
  /** Publishes such a one. */
  publish(code: string, sdl: string, change?: Partial<Signing>): Promise<SchemaResult>;
  /** From now on the registry's clock is so many milliseconds ahead. */
  advance(milliseconds: number): void;
  log(): string;
  close(): Promise<void>;
};

type Signing = { by: string; url: string; jwks: string; percent: number; now: Date };

export async function registryWorld(
  codes: readonly string[] = ['court', 'market', 'police'],
  documents: readonly TrustedDocument[] = [],
): Promise<RegistryWorld> {
  const database = await freshDatabase('registry');
  await migrate(database.migrationDatabaseUrl, service.migrations);
  await installLedger(database.migrationDatabaseUrl);
  const owner = connect(database.migrationDatabaseUrl, { max: 2 });
  await grantUse(owner.sql, roleOf(database.databaseUrl), {
    ...service.rights,
    append: [...(service.rights.append ?? []), ...LEDGER_TABLES],
  });
  const app = connect(database.databaseUrl, { max: 4 });
  const known = await Promise.all([...codes, 'registry', 'stranger'].map(toyParty));
  const parties = Object.fromEntries(known.map((party) => [party.code, party]));
  const clock = { ahead: 0 };
  const lines: string[] = [];
  const now = () => new Date(Date.now() + clock.ahead);
  const registryKeys = own(parties, 'registry');
  const ledger = await toyServiceLedger(app.db, { code: 'registry', own: registryKeys }, now);
  const registry: Registry = {
    ...{ db: app.db, ledger, now, documents },
    log: createLogger('registry', 'info', { write: (line: string) => void lines.push(line) }),
    keys: () => Promise.resolve({ own: registryKeys, pinned: pinnedOf(known) }),
  };
  const signed: RegistryWorld['signed'] = (code, sdl, change = {}) => {
    const { by = code, url = `http://${code}.test/graphql`, percent = 100 } = change;
    const jwks = change.jwks ?? writeJwks(publicKeys(own(parties, code)));
    // a millisecond each, so that no two are of the same one
    clock.ahead += 1;
    const at = { percent, now: change.now ?? now() };
    return signPublication({ code, sdl, url, jwks }, own(parties, by), at);
  };
  return {
    ...{ registry, owner, parties, signed },
    publish: async (code, sdl, change) =>
      publish(registry, [await signed(code, sdl, change)], { by: 'wu.gongcheng' }),
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

function own(parties: Record<string, ToyParty>, code: string) {
  const party = parties[code] ?? parties['stranger'];
  if (party === undefined) throw new Error(`There is no party ${code}`);
  return party.own;
}

function pinnedOf(known: readonly ToyParty[]): Map<string, PinnedParty> {
  const accepted = known.filter(({ code }) => code !== 'stranger');
  return new Map(accepted.map(({ code, pinned }) => [code, pinned]));
}
