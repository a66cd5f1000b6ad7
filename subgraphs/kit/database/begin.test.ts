import { once } from 'node:events';
import { connect as connectTo, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { freshDatabase } from '../../../tests/support/fresh-database.ts';
import type { FreshDatabase } from '../../../tests/support/fresh-database.ts';
import type { Transaction } from '../ledger/append-entries.ts';
import { connect } from './connect.ts';
import type { Connection } from './connect.ts';

let database: FreshDatabase;
let line: Line;
let connection: Connection;

/** Between a pool and its server, so that a connection can be cut. */
type Line = { port: number; cut: () => void; close: () => Promise<void> };

async function openLine(to: { host: string; port: number }): Promise<Line> {
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = connectTo(to);
    near.pipe(far).pipe(near);
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => sockets.delete(socket));
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const cut = () => {
    for (const socket of sockets) socket.end();
  };
  return {
    // an address of its own kind, as it listens on a port
    port: (server.address() as AddressInfo).port,
    cut,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

beforeAll(async () => {
  database = await freshDatabase('begin');
  const url = new URL(database.migrationDatabaseUrl);
  line = await openLine({ host: url.hostname, port: Number(url.port) });
  url.host = `127.0.0.1:${String(line.port)}`;
  connection = connect(url.href, { max: 1 });
  await connection.db.execute(sql`create table kept (n int)`);
});

afterAll(async () => {
  await connection.close();
  await line.close();
  await database.drop();
});

const write = (tx: Transaction) => tx.execute(sql`insert into kept values (${1})`);
const kept = async () => [...(await connection.db.execute(sql`select n from kept where n > ${0}`))];

// vitest fails when the driver throws where nobody can catch it
test.each<[string, (tx: Transaction) => Promise<unknown>]>([
  [
    'while a statement is under way',
    async (tx) => {
      setTimeout(line.cut, 50);
      await tx.execute(sql`select pg_sleep(${5})`);
    },
  ],
  [
    'between two statements',
    async (tx) => {
      line.cut();
      await sleep(100);
      await write(tx);
    },
  ],
  [
    'before its end',
    async () => {
      line.cut();
      await sleep(100);
    },
  ],
  [
    'before it is given up',
    async () => {
      line.cut();
      await sleep(100);
      throw new Error('changed its mind');
    },
  ],
  ['by the server', (tx) => tx.execute(sql`select pg_terminate_backend(pg_backend_pid())`)],
])('a transaction whose connection is lost %s fails, and the pool goes on', async (_, work) => {
  const failing = connection.db.transaction(async (tx) => {
    await write(tx);
    await work(tx);
  });
  await expect(failing).rejects.toThrow();
  // at most one statement meets the connection while it closes
  await vi.waitFor(async () => {
    expect(await kept()).toEqual([]);
  }, 20_000);
  await sleep(50);
});

test('one that fails by itself is rolled back, and says why', async () => {
  const failing = connection.db.transaction(async (tx) => {
    await write(tx);
    throw new Error('changed its mind');
  });
  await expect(failing).rejects.toThrow('changed its mind');
  expect(await kept()).toEqual([]);
});

test('nothing is sent in a transaction that has ended', async () => {
  const left: Transaction[] = [];
  await connection.db.transaction(async (tx) => {
    left.push(tx);
    await tx.execute(sql`select ${1}::int`);
  });
  await expect(Promise.all(left.map(write))).rejects.toThrow();
  expect(await kept()).toEqual([]);
});
