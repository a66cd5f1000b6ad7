import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DOCUMENTS } from '../../scripts/audit/documents.ts';
import { reconcileShape } from '../../scripts/audit/shapes.ts';
import { openRegion } from '../../scripts/bench/region.ts';
import type { Region } from '../../scripts/bench/region.ts';
import { enter } from '../../scripts/repair/enter.ts';
import { createDocumentClient } from '../../scripts/repair/graph-client.ts';
import type { DocumentClient } from '../../scripts/repair/graph-client.ts';
import type { Sql } from '../../subgraphs/kit/database/connect.ts';
import { leafHash } from '../../subgraphs/kit/ledger/merkle.ts';
import { partRuns } from '../../subgraphs/kit/ledger/toy-ledger.ts';
import { AGENCIES } from '../support/agencies.ts';
import { verdictOn } from '../support/ledgers-of.ts';
import { PATIENT } from '../support/patient.ts';
import { runRegion } from '../support/run-region.ts';
import type { Period } from '../support/run-region.ts';
import { runScript } from '../support/run-script.ts';
import { superuserOf, tamperWith } from '../support/tampered-ledger.ts';
import { tempFolder } from '../support/temp-folder.ts';

const PARTIES = 30;
/** Milliseconds after which what an inquiry lacks is no longer under way. */
const SETTLED = 61_000;
const SOURCES = ['court', 'audit', 'registry', ...AGENCIES].sort();

let region: Region;
let officer: DocumentClient<typeof DOCUMENTS>;
const state: Period = { from: new Date(), to: new Date() };
const folder = await tempFolder();

beforeAll(async () => {
  region = await openRegion({ people: 2000, parties: PARTIES }, () => undefined, PATIENT);
  const { stack } = region;
  Object.assign(state, await runRegion(region));
  const session = await enter(stack, 'PRIVACY_OFFICER', { say: () => undefined });
  officer = createDocumentClient(DOCUMENTS, `${stack.gatewayUrl}/graphql`, session);
});
afterAll(async () => {
  await officer.close();
  await region.close();
  await folder[Symbol.asyncDispose]();
});

/** What the command says of the exports of all ledgers. */
async function verifyExports(): Promise<{ code: number | null; stdout: string }> {
  const { home } = region.stack;
  const keys = join(home, 'keys', 'pinned');
  const exported = await runScript('ledger', ['export', '--home', home, '--out', folder.path]);
  expect(exported.code, exported.stderr).toBe(0);
  const files = SOURCES.map((code) => join(folder.path, `${code}.jsonl`));
  const names = (await readdir(keys)).map((name) => join(keys, name));
  return runScript('ledger', ['verify', ...files, '--keys', ...names]);
}

/** Each of them, with a service's own writing going on. */
async function tamperWithAll(tampering: Parameters<typeof tamperWith>[2], isCutBack = false) {
  const undo = new AsyncDisposableStack();
  for (const code of SOURCES)
    undo.use(await tamperWith(region.stack, code, tampering, { isCutBack }));
  return undo;
}

test('ledgers that nobody touched are sound, and hold against each other', async () => {
  const { code, stdout } = await verifyExports();
  expect(stdout.match(/: sound\./gu)).toHaveLength(SOURCES.length);
  expect(code).toBe(0);
  const { gaps, isComplete, inquiries } = await reconciled();
  expect({ gaps, isComplete }).toEqual({ gaps: [], isComplete: true });
  expect(inquiries).toBeGreaterThan(0);
});

test('what is lacking of an inquiry that was just asked is under way', async () => {
  // the first one may be older by now, as exports take their time on a machine that is slow
  const run = await runRegion(region);
  await using _ = await tamperWith(
    region.stack,
    'court',
    `delete from ledger_entry where event = 'INQUIRY_ASKED'`,
  );
  const { gaps } = await reconciled(run);
  expect(new Set(gaps.map(({ what }) => what))).toEqual(new Set(['UNDER_WAY']));
});

/** A text that says something else, with its hash, in the tree too. */
async function rewrite(sql: Sql): Promise<void> {
  const [row] = await sql<{ body: string; actor: string }[]>`
    select body, actor from ledger_entry where index = 2`;
  if (row === undefined) throw new Error('there is no entry 2');
  const body = row.body.replace(JSON.stringify(row.actor), '"nobody"');
  const leaf = Buffer.from(leafHash(Buffer.from(body)));
  await sql`update ledger_entry set body = ${body}, actor = 'nobody', leaf_hash = ${leaf}
    where index = 2`;
  await sql`update ledger_node
    set hashes = overlay(hashes placing ${leaf} from ((2 - first) * 32 + 1)::int for 32)
    where level = 0 and first <= 2 and first + length(hashes) / 32 > 2`;
}

test.each<[string, Parameters<typeof tamperWith>[2], RegExp]>([
  ['edited', `update ledger_entry set actor = 'nobody' where index = 2`, /entry 2, .*: EDITED/u],
  ['deleted', 'delete from ledger_entry where index = 2', /entry 2, .*: DELETED/u],
  [
    'put in, as a copy of a moment later,',
    `insert into ledger_entry
     select index, at + interval '1 ms', event, inquiry, actor, person, case_no, purpose,
       outcome, body, leaf_hash
     from ledger_entry where index = 2`,
    /entry 2, .*: INSERTED/u,
  ],
  [
    'put in each other’s place',
    `update ledger_entry set index = -1 where index = 1;
     update ledger_entry set index = 1 where index = 3;
     update ledger_entry set index = 3 where index = -1`,
    /entry 1, .*: REORDERED/u,
  ],
  // where the service has written since, what went is a hole
  ['cut off', 'delete from ledger_entry where index > 2', /entry 3, .*: (?:TRUNCATED|DELETED)/u],
  ['rewritten with their hashes', rewrite, /entry .*: REWRITTEN/u],
])('in every ledger entries that were %s are named by the command', async (_, tampering, said) => {
  await using undo = await tamperWithAll(tampering);
  const { code, stdout } = await verifyExports();
  expect(code).toBe(1);
  const lines = stdout.split('\n');
  for (const source of SOURCES) {
    const line = lines.find((one) => one.includes(`${source}.jsonl: NOT SOUND at `));
    expect(line, `${source}: ${stdout}`).toMatch(said);
    expect(await verdictOn(region.stack, source)).toMatchObject({ ok: false });
  }
  await undo.disposeAsync();
  for (const source of SOURCES)
    expect(await verdictOn(region.stack, source), source).toMatchObject({ ok: true });
});

type Gap = { inquiry: string; has: string; lacks: string; what: string };

async function reconciled({ from, to }: Period = state) {
  const period = { from: from.toISOString(), to: to.toISOString() };
  const { reconcile } = await officer.ask('Reconcile', period, reconcileShape);
  return reconcile.reconciliation;
}

/** An inquiry of the first run about several parties that this service has entries of. */
async function inquiryAt(code: string, event: string): Promise<string> {
  const { sql, close } = await superuserOf(region.stack, code);
  try {
    const [row] = await sql<{ inquiry: string }[]>`
      select inquiry from ledger_entry where event = ${event}
        and at >= ${state.from.toISOString()} and at < ${state.to.toISOString()}
      group by inquiry order by count(*) desc limit 1`;
    return row?.inquiry ?? '';
  } finally {
    await close();
  }
}

/** What is found of one inquiry, while a ledger is not what it was. */
async function gapsWith(code: string, tampering: string, inquiry: string): Promise<string[]> {
  await sleep(Math.max(0, state.to.getTime() + SETTLED - Date.now()));
  await using _ = await tamperWith(region.stack, code, tampering);
  const { gaps, isComplete } = await reconciled({ from: state.from, to: new Date() });
  expect(isComplete).toBe(true);
  return gaps.filter((gap) => gap.inquiry === inquiry).map(said);
}

const said = ({ has, lacks, what }: Gap) => `${has} > ${lacks}: ${what}`;
const ofInquiry = (inquiry: string, event: string) =>
  `event = '${event}' and inquiry = '${inquiry}'`;
/** Of the first run, no longer under way; but no older than a warrant that may be gone on with. */
const copied = (inquiry: string, event: string) => `
  insert into ledger_entry
  select index, greatest(at + interval '1 ms', now() - interval '2 minutes'), event, '${inquiry}',
    actor, person, case_no, purpose, outcome, body, leaf_hash
  from ledger_entry where event = '${event}' order by index limit 1`;

test.each(AGENCIES)(
  'what %s has deleted, cut off, edited or put in of its answers is named with its inquiry',
  async (code) => {
    const event = 'INQUIRY_ANSWERED';
    const inquiry = await inquiryAt(code, event);
    const own = ofInquiry(inquiry, event);
    const lacking = `audit > ${code}: NOT_ANSWERED`;
    expect(await gapsWith(code, `delete from ledger_entry where ${own}`, inquiry)).toEqual([
      lacking,
    ]);
    const cut = `delete from ledger_entry
      where index >= (select min(index) from ledger_entry where ${own})`;
    expect(await gapsWith(code, cut, inquiry)).toEqual([lacking]);
    const one = `delete from ledger_entry
      where index = (select max(index) from ledger_entry where ${own})`;
    expect(await gapsWith(code, one, inquiry)).toEqual([`court > ${code}: OTHER_COUNT`]);
    const moved = randomUUID();
    const edited = `update ledger_entry set inquiry = '${moved}' where ${own}`;
    expect(await gapsWith(code, edited, inquiry)).toEqual([lacking]);
    const unasked = [`${code} > court: NOT_ASKED`, `${code} > audit: NOT_ROUTED`];
    expect(await gapsWith(code, edited, moved)).toEqual(unasked);
    expect(await gapsWith(code, copied(moved, event), moved)).toEqual(unasked);
    expect(await gapsWith(code, copied(inquiry, event), inquiry)).toEqual([
      `court > ${code}: OTHER_COUNT`,
    ]);
  },
);

test.each([
  // one that was asked and then cut off looks no different, for as long as its warrant lives
  ['court', 'INQUIRY_ASKED', 'audit > court: NOT_ASKED', 'court > audit: UNDER_WAY'],
  ['audit', 'INQUIRY_ROUTED', 'court > audit: NOT_ROUTED', 'audit > court: NOT_ASKED'],
  ['audit', 'INQUIRY_PASSED', 'police > audit: NOT_PASSED', 'audit > court: NOT_ASKED'],
])(
  'what %s has deleted, cut off or put in of %s is named with its inquiry',
  async (code, event, lacking, tooMuch) => {
    const inquiry = await inquiryAt(code, event);
    const own = ofInquiry(inquiry, event);
    const deleted = await gapsWith(code, `delete from ledger_entry where ${own}`, inquiry);
    expect(deleted).toContain(lacking);
    const cut = `delete from ledger_entry
      where index >= (select min(index) from ledger_entry where ${own})`;
    expect(await gapsWith(code, cut, inquiry)).toContain(lacking);
    const stray = randomUUID();
    expect(await gapsWith(code, copied(stray, event), stray)).toEqual([tooMuch]);
  },
);

test('with what was tampered with undone, nothing is lacking', async () => {
  const { gaps } = await reconciled();
  expect(gaps).toEqual([]);
});

/** The last entries, their hashes and the checkpoints over them. */
async function cutBack(sql: Sql): Promise<void> {
  await partRuns(sql);
  await sql.unsafe(`
    create temp table cut as select max(index) - 2 as size from ledger_entry;
    delete from ledger_entry where index >= (select size from cut);
    delete from ledger_node where first >= (select size from cut) >> level;
    delete from ledger_checkpoint where size > (select size from cut)`);
}

/** What the audit service has kept, as its superuser sees it. */
async function inAudit<Row extends object>(query: string): Promise<Row[]> {
  const superuser = await superuserOf(region.stack, 'audit');
  try {
    return [...(await superuser.sql.unsafe<Row[]>(query))];
  } finally {
    await superuser.close();
  }
}

/** Whose faults were found. */
async function faultsOf(fault: string): Promise<string[]> {
  const rows = await inAudit<{ source: string }>(
    `select distinct source from ledger_fault where fault = '${fault}'`,
  );
  return rows.map(({ source }) => source).sort();
}

/** Ledgers of which the newest checkpoint that was seen covers less than there is. */
async function unseen(): Promise<string[]> {
  const rows = await inAudit<{ source: string; size: number }>(
    'select source, max(size)::int as size from witnessed_checkpoint group by source',
  );
  const seen = new Map(rows.map(({ source, size }) => [source, size]));
  const sizes = await Promise.all(SOURCES.map(async (code) => [code, await sizeOf(code)] as const));
  return sizes.filter(([code, size]) => (seen.get(code) ?? 0) < size).map(([code]) => code);
}

async function sizeOf(code: string): Promise<number> {
  const superuser = await superuserOf(region.stack, code);
  try {
    const rows = await superuser.sql<{ size: number }[]>`
      select max(index)::int + 1 as size from ledger_entry`;
    return rows[0]?.size ?? 0;
  } finally {
    await superuser.close();
  }
}

test('a ledger that was cut back is found by who follows it, and grown again is another one', async () => {
  await expect.poll(unseen, { timeout: 60_000 }).toEqual([]);
  expect(await faultsOf('SHRUNK')).toEqual([]);
  await using undo = await tamperWithAll(cutBack, true);
  await expect.poll(() => faultsOf('SHRUNK'), { timeout: 60_000 }).toEqual(SOURCES);
  // each question is an entry of every ledger but the registry's
  for (let asked = 0; asked < 4; asked += 1) await reconciled();
  const asked = SOURCES.filter((code) => code !== 'registry');
  const grown = () => faultsOf('INCONSISTENT');
  await expect.poll(grown, { timeout: 60_000 }).toEqual(expect.arrayContaining(asked));
  await undo.disposeAsync();
  for (const source of SOURCES)
    expect(await verdictOn(region.stack, source), source).toMatchObject({ ok: true });
});
