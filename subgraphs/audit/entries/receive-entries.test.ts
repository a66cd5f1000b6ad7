import { randomBytes } from 'node:crypto';
import { asc } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { HubEntry } from '../../../schema/contract/audit.ts';
import { freshDatabase } from '../../../tests/support/fresh-database.ts';
import type { FreshDatabase } from '../../../tests/support/fresh-database.ts';
import { connect } from '../../kit/database/connect.ts';
import type { Connection } from '../../kit/database/connect.ts';
import { installLedger } from '../../kit/ledger/install-ledger.ts';
import { loadPseudonyms } from '../../kit/ledger/ledger-keys.ts';
import { openServiceLedger } from '../../kit/ledger/service-ledger.ts';
import type { ServiceLedger } from '../../kit/ledger/service-ledger.ts';
import { ledgerEntry } from '../../kit/ledger/tables.ts';
import { createLogger } from '../../kit/log/logger.ts';
import { toyParty } from '../../kit/sealing/toy-parties.ts';
import { receiveEntries } from './receive-entries.ts';

const NOW = new Date('2026-03-02T09:00:00.000Z');
const now = () => NOW;
const lines: string[] = [];
const log = createLogger('audit', 'info', { write: (line) => lines.push(line) });

let database: FreshDatabase;
let connection: Connection;
let ledger: ServiceLedger;

beforeEach(async () => {
  lines.length = 0;
  database = await freshDatabase('audit');
  await installLedger(database.migrationDatabaseUrl);
  connection = connect(database.migrationDatabaseUrl);
  const text = JSON.stringify({ pseudonyms: [randomBytes(32).toString('base64')] });
  const { own } = await toyParty('audit');
  ledger = openServiceLedger({
    ...{ code: 'audit', db: connection.db, log, now, ownKeys: () => Promise.resolve(own) },
    pseudonyms: await loadPseudonyms({ file: undefined, text }),
  });
});

afterEach(async () => {
  await ledger.close();
  await connection.close();
  await database.drop();
});

const routed: HubEntry = {
  ...{ event: 'INQUIRY_ROUTED', at: NOW.toISOString(), actor: 'wang.shuji' },
  inquiry: '0195a1f0-0000-4000-8000-000000000001',
  detail: { agencies: ['mall', 'police'], request: 'r-1' },
};

const receive = (...entries: object[]) => receiveEntries({ entries }, { ledger, log, now });

async function recorded() {
  const { index, event, actor, inquiry, outcome } = ledgerEntry;
  return connection.db
    .select({ event, actor, inquiry, outcome })
    .from(ledgerEntry)
    .orderBy(asc(index));
}

test('what the gateway tells is committed before it is answered, in the order told', async () => {
  const denied = { event: 'ACCESS_DENIED', at: routed.at, actor: 'gateway' };
  await receive(routed, { ...denied, outcome: 'TOKEN_REFUSED', detail: { request: 'r-2' } });
  expect(await recorded()).toEqual([
    { event: 'INQUIRY_ROUTED', actor: 'wang.shuji', inquiry: routed.inquiry, outcome: null },
    { event: 'ACCESS_DENIED', actor: 'gateway', inquiry: null, outcome: 'TOKEN_REFUSED' },
  ]);
});

test.each([
  ['of an event that is not the hub’s', { event: 'CONTACT_REVEALED' }],
  ['with a member that the catalogue does not name', { detail: { name: 'x' } }],
  ['from an hour hence', { at: '2026-03-02T10:00:00.000Z' }],
  ['from the day before yesterday', { at: '2026-02-28T09:00:00.000Z' }],
  ['about an inquiry that is none', { inquiry: 'x' }],
  ['with anything more', { person: 'x' }],
])('an entry %s is refused, and those beside it are not recorded', async (_what, change) => {
  const told = receive(routed, { ...routed, ...change });
  await expect(told).rejects.toMatchObject({ statusCode: 400, code: 'BAD_REQUEST' });
  expect(await recorded()).toEqual([]);
});

test('what cannot be committed is answered with 503, and the log holds nothing of it', async () => {
  await connection.sql`drop table ledger_entry`;
  const refusal = { statusCode: 503, code: 'LEDGER_UNAVAILABLE' };
  await expect(receive(routed)).rejects.toMatchObject(refusal);
  expect(lines.join('')).toContain('"alert":"LEDGER"');
  expect(lines.join('')).not.toContain('wang.shuji');
});
