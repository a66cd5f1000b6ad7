import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { EventCode } from '../../../schema/contract/events.ts';
import { migrate } from '../../kit/database/migrate.ts';
import { freshDatabase } from '../../../tests/support/fresh-database.ts';
import type { FreshDatabase } from '../../../tests/support/fresh-database.ts';
import { answerAudit } from '../../kit/audit/answer-audit.ts';
import { connect } from '../../kit/database/connect.ts';
import type { Connection } from '../../kit/database/connect.ts';
import { appendEntries } from '../../kit/ledger/append-entries.ts';
import { installLedger } from '../../kit/ledger/install-ledger.ts';
import { createNoteSigner } from '../../kit/ledger/note-key.ts';
import { signCheckpoint } from '../../kit/ledger/sign-checkpoint.ts';
import { appendToys, toyEntry } from '../../kit/ledger/toy-ledger.ts';
import { toyServiceLedger } from '../../kit/ledger/toy-service-ledger.ts';
import { createLogger } from '../../kit/log/logger.ts';
import { ownParty } from '../../kit/sealing/pinned-keys.ts';
import { signingKey, toyParty } from '../../kit/sealing/toy-parties.ts';
import type { ToyParty } from '../../kit/sealing/toy-parties.ts';
import type { AuditWork } from '../audit-context.ts';
import { service } from '../service.ts';
import { followedEntry, followedPosition, ledgerFault, witnessedCheckpoint } from '../tables.ts';
import { followLedger } from './follow-ledgers.ts';
import { keepFault } from './ledger-fault.ts';

type World = {
  work: AuditWork;
  police: ToyParty;
  databases: FreshDatabase[];
  connections: Connection[];
  lines: string[];
  /** The ledger that the police answer from. */
  theirs: { connection: Connection };
};

const state: { world?: World } = {};
const now = () => new Date();

async function ledgerDatabase(code: string): Promise<[FreshDatabase, Connection]> {
  const database = await freshDatabase(code);
  await installLedger(database.migrationDatabaseUrl);
  return [database, connect(database.migrationDatabaseUrl)];
}

beforeEach(async () => {
  const [audit, police] = await Promise.all([toyParty('audit'), toyParty('police')]);
  const [own, hub] = await ledgerDatabase('audit');
  await migrate(own.migrationDatabaseUrl, service.migrations);
  const [other, connection] = await ledgerDatabase('police');
  const theirs = { connection };
  const lines: string[] = [];
  const log = createLogger('audit', 'info', { write: (line) => lines.push(line) });
  const ring = { own: police.own, pinned: new Map([['audit', audit.pinned]]) };
  const work: AuditWork = {
    ...{ code: 'audit', db: hub.db, log, now },
    ledger: await toyServiceLedger(hub.db, audit, now),
    keys: () => Promise.resolve({ own: audit.own, pinned: new Map([['police', police.pinned]]) }),
    askDirectly: async (_source, text) => {
      const { db } = theirs.connection;
      const ledger = await toyServiceLedger(db, police, now);
      const keys = () => Promise.resolve(ring);
      const sight = () => 'FIRST' as const;
      const answer = await answerAudit({ code: 'police', db, log, ledger, keys, sight, now }, text);
      await ledger.close();
      return answer;
    },
  };
  const connections = [hub, connection];
  state.world = { work, police, databases: [own, other], connections, lines, theirs };
});

afterEach(async () => {
  const { work, connections, databases } = world();
  await work.ledger.close();
  await Promise.all(connections.map(({ close }) => close()));
  await Promise.all(databases.map(({ drop }) => drop()));
});

function world(): World {
  if (state.world === undefined) throw new Error('There is no world');
  return state.world;
}

/** Signs what the police have written so far, with their key or another's. */
async function sign(by = world().police, origin = 'relink/police'): Promise<void> {
  const { kid, key } = signingKey(by.own);
  const { x = '' } = by.own.public.jwks.keys.find((one) => one.kid === kid) ?? {};
  const bytes = new Uint8Array(Buffer.from(x, 'base64url'));
  await signCheckpoint(world().theirs.connection.db, createNoteSigner(origin, key, bytes), now());
}

test('a fault that is found at once by two is kept once', async () => {
  const { work, lines } = world();
  const found = { source: 'police', fault: 'SHRUNK', sizeBefore: 5, note: '' } as const;
  await Promise.all(Array.from({ length: 4 }, () => keepFault(work, found)));
  await keepFault(work, { ...found, sizeBefore: 6 });
  expect(await faults()).toEqual([{ fault: 'SHRUNK' }, { fault: 'SHRUNK' }]);
  expect(lines.filter((line) => line.includes('LEDGER_FAULT'))).toHaveLength(2);
});

const faults = () => world().work.db.select({ fault: ledgerFault.fault }).from(ledgerFault);
const sizes = async () =>
  (await world().work.db.select().from(witnessedCheckpoint)).map(({ size }) => size);

test('entries are taken in once and in order, with each checkpoint that was shown', async () => {
  const { work, theirs } = world();
  for (const count of [1200, 3]) {
    await append(theirs.connection, count, 'REGISTER_IMPORTED');
    await sign();
    expect(await followLedger(work, 'police')).toBe(true);
    expect(await followLedger(work, 'police')).toBe(true);
  }
  const rows = await work.db.select().from(followedEntry).orderBy(followedEntry.index);
  expect(rows.map(({ index }) => index)).toEqual(Array.from({ length: 1203 }, (_, at) => at));
  const { caseNo = null, purpose = null, detail } = toyEntry();
  expect(rows[7]).toMatchObject({ source: 'police', caseNo, purpose, detail });
  expect(await sizes()).toEqual([1200, 1203]);
  expect(await faults()).toEqual([]);
});

test('of an inquiry’s look-ups the first is taken in, and the next inquiry’s', async () => {
  const { work, theirs } = world();
  const [one, other] = [randomUUID(), randomUUID()];
  await append(theirs.connection, 700, 'INQUIRY_ANSWERED', one);
  await followLedger(work, 'police');
  await append(theirs.connection, 300, 'INQUIRY_ANSWERED', one);
  await append(theirs.connection, 600, 'INQUIRY_ANSWERED', other);
  await append(theirs.connection, 2, 'REGISTER_IMPORTED', other);
  await followLedger(work, 'police');
  const rows = await work.db.select().from(followedEntry).orderBy(followedEntry.index);
  expect(rows.map(({ index }) => index)).toEqual([0, 1000, 1600, 1601]);
  expect(await work.db.select().from(followedPosition)).toEqual([{ source: 'police', next: 1602 }]);
});

function append({ db }: Connection, count: number, event: EventCode, inquiry?: string) {
  const entries = Array.from({ length: count }, () => toyEntry({ event, inquiry }));
  return db.transaction((tx) => appendEntries(tx, entries));
}

test('a ledger that shrinks is a fault, told once, and its checkpoint is not kept', async () => {
  const { work, theirs, lines, connections, databases } = world();
  await appendToys(theirs.connection.db, 5);
  await sign();
  await followLedger(work, 'police');
  const [database, connection] = await ledgerDatabase('police');
  connections.push(connection);
  databases.push(database);
  theirs.connection = connection;
  await appendToys(connection.db, 3);
  await sign();
  await followLedger(work, 'police');
  await followLedger(work, 'police');
  expect(await faults()).toEqual([{ fault: 'SHRUNK' }]);
  expect(await sizes()).toEqual([5]);
  expect(lines.filter((line) => line.includes('LEDGER_FAULT'))).toHaveLength(1);
});

test('a ledger that was written anew is a fault, however long it is', async () => {
  const { work, theirs, connections, databases } = world();
  await appendToys(theirs.connection.db, 5);
  await sign();
  await followLedger(work, 'police');
  const [database, connection] = await ledgerDatabase('police');
  connections.push(connection);
  databases.push(database);
  theirs.connection = connection;
  await appendToys(connection.db, 9, 100);
  await sign();
  await followLedger(work, 'police');
  expect(await faults()).toEqual([{ fault: 'INCONSISTENT' }]);
});

test('a checkpoint that nobody accepted has signed is a fault', async () => {
  const { work, theirs } = world();
  await appendToys(theirs.connection.db, 2);
  await sign(await toyParty('thief'));
  await followLedger(work, 'police');
  expect(await faults()).toEqual([{ fault: 'UNSIGNED' }]);
  expect(await sizes()).toEqual([]);
});

test('where published subgraphs answer is heard of the registry, and of nobody else', async () => {
  const { work, police, theirs } = world();
  const { own } = await work.keys();
  const published = { customs: 'https://customs.test/graphql' };
  const ring = { own: police.own, pinned: new Map([['audit', ownParty('audit', own)]]) };
  const heardOf = async (code: string) => {
    const heard: unknown[] = [];
    const following: AuditWork = {
      ...work,
      keys: () => Promise.resolve({ own, pinned: new Map([[code, ownParty(code, police.own)]]) }),
      learnAddresses: (addresses) => heard.push(addresses),
      askDirectly: async (_source, text) => {
        const { db } = theirs.connection;
        const ledger = await toyServiceLedger(db, police, now);
        const keys = () => Promise.resolve(ring);
        const addressesOf = () => Promise.resolve(published);
        const sight = () => 'FIRST' as const;
        const { log } = work;
        const service = { code, db, log, ledger, keys, sight, now, addressesOf };
        const answer = await answerAudit(service, text);
        await ledger.close();
        return answer;
      },
    };
    expect(await followLedger(following, code)).toBe(true);
    return heard;
  };
  expect(await heardOf('registry')).toEqual([published]);
  expect(await heardOf('police')).toEqual([]);
});

test('a service that is away is no fault', async () => {
  const { work } = world();
  const away = { ...work, askDirectly: () => Promise.resolve(undefined) };
  expect(await followLedger(away, 'police')).toBe(false);
  expect(await faults()).toEqual([]);
});
