import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { FreshDatabase } from '../../../tests/support/fresh-database.ts';
import { freshDatabase } from '../../../tests/support/fresh-database.ts';
import { openAuditRequest } from '../../kit/audit/open-audit-request.ts';
import { sealAuditReply } from '../../kit/audit/seal-audit-reply.ts';
import { connect } from '../../kit/database/connect.ts';
import type { Connection } from '../../kit/database/connect.ts';
import { migrate } from '../../kit/database/migrate.ts';
import { installLedger } from '../../kit/ledger/install-ledger.ts';
import { toyServiceLedger } from '../../kit/ledger/toy-service-ledger.ts';
import { createLogger } from '../../kit/log/logger.ts';
import { toyParty } from '../../kit/sealing/toy-parties.ts';
import type { AuditWork } from '../audit-context.ts';
import { service } from '../service.ts';
import { followLedger, followLedgers } from './follow-ledgers.ts';

type World = {
  work: AuditWork;
  database: FreshDatabase;
  connection: Connection;
  /** How often each was asked. */
  asked: Map<string, number>;
  /** What the endless ledger gives each time. */
  entries: { body: string }[];
};

let world: World;
const now = () => new Date();

beforeEach(async () => {
  const database = await freshDatabase('audit');
  await installLedger(database.migrationDatabaseUrl);
  await migrate(database.migrationDatabaseUrl, service.migrations);
  const connection = connect(database.migrationDatabaseUrl);
  const [audit, mall, police] = await Promise.all(['audit', 'mall', 'police'].map(toyParty));
  if (audit === undefined || mall === undefined || police === undefined) throw new Error('no keys');
  const asked = new Map<string, number>();
  const work: AuditWork = {
    ...{ code: 'audit', db: connection.db, now },
    log: createLogger('audit', 'info', { write: () => undefined }),
    ledger: await toyServiceLedger(connection.db, audit, now),
    keys: () =>
      Promise.resolve({
        own: audit.own,
        pinned: new Map([mall, police].map(({ code, pinned }) => [code, pinned])),
      }),
    askDirectly: async (source, text) => {
      asked.set(source, (asked.get(source) ?? 0) + 1);
      if (source !== 'mall') return undefined;
      const reader = { code: 'mall', audit: audit.pinned, now: now() };
      const opened = await openAuditRequest(text, reader);
      if (!opened.ok || opened.value.ask.ask !== 'FOLLOW') return undefined;
      const { request, ask } = opened.value;
      const iat = Math.floor(Date.now() / 1000);
      const about = { iss: 'mall', aud: 'audit' as const, iat, exp: iat + 60, jti: randomUUID() };
      const more = { entries: world.entries, hasMore: true, next: ask.from + 1 };
      const reply = { ...about, request: request.jti, ...more };
      return { status: 'ANSWERED', sealed: await sealAuditReply(reply, mall.own, audit.pinned) };
    },
  };
  world = { work, database, connection, asked, entries: [] };
});

afterEach(async () => {
  await world.work.ledger.close();
  await world.connection.close();
  await world.database.drop();
});

test('a ledger that says that there is ever more is left again', async () => {
  expect(await followLedger(world.work, 'mall')).toBe(true);
  expect(world.asked.get('mall')).toBeLessThanOrEqual(100);
});

test('a ledger that does not come to an end keeps no other from being followed', async () => {
  const { work, asked } = world;
  const { askDirectly } = work;
  const held = Promise.withResolvers<undefined>();
  work.askDirectly = (source, text) =>
    source === 'mall' ? held.promise : askDirectly(source, text);
  const following = followLedgers(work, 20, () => undefined);
  while ((asked.get('police') ?? 0) < 3) await sleep(20);
  held.resolve(undefined);
  await following.stop();
  expect(asked.get('police')).toBeGreaterThanOrEqual(3);
}, 20_000);

const AT = '2026-03-01T00:00:00.000Z';
/** As it stands in a ledger: its members in the order of RFC 8785. */
function entry(index: number, detail: string, at = AT): { body: string } {
  const about = { actor: 'x', at, detail: { court: detail } };
  return { body: JSON.stringify({ ...about, event: 'INQUIRY_ANSWERED', index, v: 1 }) };
}

test.each([
  ['is none', entry(-1, '')],
  ['holds a null character', entry(0, 'a\0')],
  ['holds half a character', entry(0, '\ud800')],
  ['is of the year 0', entry(0, '', '0000-03-01T00:00:00.000Z')],
])('an entry that %s is a fault, told once, and what follows is read', async (_, unkept) => {
  const { work, connection } = world;
  world.entries = [unkept, entry(1, '\\u0000')];
  expect(await followLedger(work, 'mall')).toBe(true);
  const faults = await connection.sql`select source, fault from ledger_fault`;
  expect(faults).toEqual([{ source: 'mall', fault: 'UNREADABLE' }]);
  const followed = await connection.sql`select index::int, detail from followed_entry`;
  expect(followed).toEqual([{ index: 1, detail: { court: '\\u0000' } }]);
});
