import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase } from '../../../tests/support/fresh-database.ts';
import type { FreshDatabase } from '../../../tests/support/fresh-database.ts';
import { ConfigError, readServiceConfig } from '../config/service-config.ts';
import type { ServiceConfig } from '../config/service-config.ts';
import { connect } from '../database/connect.ts';
import { createBuilder } from '../graph/create-builder.ts';
import { publicKeys } from '../sealing/keys.ts';
import { toyFolder, toyParty } from '../sealing/toy-parties.ts';
import { serve } from './serve.ts';
import type { Service } from './service.ts';

let database: FreshDatabase;
let env: NodeJS.ProcessEnv;

beforeAll(async () => {
  database = await freshDatabase('serve');
  const [folder, pinned] = await Promise.all([toyFolder(), toyFolder()]);
  const gateway = await toyParty('gateway');
  await writeFile(join(pinned, 'gateway.json'), JSON.stringify(publicKeys(gateway.own)));
  env = {
    ...{ DATABASE_URL: database.databaseUrl, PINNED_KEYS_DIR: pinned, LOG_LEVEL: 'silent' },
    KEYS_FILE: join(folder, 'toy.jwks.json'),
    LEDGER_KEYS_FILE: join(folder, 'toy.ledger.json'),
  };
});

afterAll(async () => {
  await database.drop();
});

/** A service that looks into its database when it is opened. */
function toyService(opened: () => object): Service {
  const builder = createBuilder();
  builder.queryField('one', (t) => t.int({ resolve: () => 1 }));
  return {
    ...{ code: 'toy', title: 'Toy', titleZh: '玩具', servesPeople: false, migrations: '' },
    ...{ schema: builder.toSubGraphSchema({}), rights: { read: [], write: [] } },
    open: async ({ connection }) => {
      await connection.sql`select 1`;
      return { ...opened() };
    },
  };
}

async function connectionsOf(code: string): Promise<number> {
  const { sql, close } = connect(database.migrationDatabaseUrl, { max: 1 });
  const rows = await sql`
    select from pg_stat_activity where application_name = ${`relink-${code}`}`;
  await close();
  return rows.length;
}

const serveToy = (config: ServiceConfig, opened = () => ({})) => serve(toyService(opened), config);

test('a service that cannot be opened lets go of its database, which would keep it alive', async () => {
  const fails = () => {
    throw new ConfigError('there is nothing to serve');
  };
  await expect(serveToy(readServiceConfig(env), fails)).rejects.toThrow('nothing to serve');
  await expect.poll(() => connectionsOf('toy')).toBe(0);
});

test('so does one whose port is taken', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  // a TCP server has an address and no path
  const { port: PORT } = taken.address() as AddressInfo;
  const config = readServiceConfig({ ...env, PORT: String(PORT) });
  await expect(serveToy(config)).rejects.toThrow('EADDRINUSE');
  taken.close();
  await expect.poll(() => connectionsOf('toy')).toBe(0);
});
