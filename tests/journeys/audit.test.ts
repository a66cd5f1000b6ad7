import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { z } from 'zod';
import { createNoteVerifier } from '../../subgraphs/kit/ledger/note-key.ts';
import { verifyEntryProof } from '../../subgraphs/kit/ledger/prove-entry.ts';
import { readPinnedKeys } from '../../subgraphs/kit/sealing/pinned-keys.ts';
import { AGENCIES } from '../support/agencies.ts';
import { nextHour } from '../support/fishing.ts';
import { assignedList } from '../support/own-list.ts';
import { party, resident, residentId } from '../support/people.ts';
import { putRepairs } from '../support/put-repairs.ts';
import { readAudit, soughtOf } from '../support/read-audit.ts';
import type { AuditEntry, AuditPage } from '../support/read-audit.ts';
import { recordedHub } from '../support/recorded-hub.ts';
import { restoreRegisters } from '../support/restore-registers.ts';
import { PEOPLE } from '../support/session-of.ts';
import { fillRegisters } from '../support/small-world.ts';
import { deadUrl } from '../support/stray-agency.ts';
import { codesOf, tell } from '../support/tell.ts';
import { testGateway } from '../support/test-gateway.ts';

const { home } = inject('sample');
const CASE = '（2026）浙0782民初95001号';
const people = [
  { id: residentId('19710303', 31), name: '澹台甲', address: '浙江省义乌市北苑街道审计路1号' },
  { id: residentId('19710303', 33), name: '澹台乙', address: '浙江省义乌市北苑街道审计路2号' },
];
const state: { inquiry: string; from: string } = { inquiry: '', from: '' };

beforeAll(async () => {
  await nextHour();
  await fillRegisters({
    police: people.map(({ id, name, address }) => resident(id, name, address)),
  });
  const rows = people.map(({ id, name }, at) =>
    party(`audit-${String(at)}`, name, { case_no: CASE, id_number: id }),
  );
  const { ids } = await assignedList(rows, 'otherClerk');
  state.from = new Date().toISOString();
  const { settled } = await putRepairs(ids, 'otherClerk');
  expect(Object.values(settled).map(({ status }) => status)).toEqual(['FOUND', 'FOUND']);
  const { edges } = (await readAudit({ caseNos: [CASE], events: ['INQUIRY_ASKED'] })).entries;
  state.inquiry = edges[0]?.node.inquiry ?? '';
});
afterAll(() => restoreRegisters(home, ['police']));
afterAll(() => nextHour());

const nodesOf = ({ entries }: AuditPage): AuditEntry[] => entries.edges.map(({ node }) => node);
const counted = (nodes: readonly AuditEntry[]) =>
  Object.fromEntries(
    [...Map.groupBy(nodes, ({ source, event }) => `${source} ${event}`)].map(([key, all]) => [
      key,
      all.length,
    ]),
  );

test('one inquiry stands in the court’s, every agency’s and the hub’s ledger', async () => {
  const page = await readAudit({ inquiries: [state.inquiry] });
  expect(counted(nodesOf(page))).toEqual({
    ...{ 'court INQUIRY_ASKED': 2, 'court INQUIRY_SETTLED': 2 },
    ...{ 'audit INQUIRY_ROUTED': 1, 'audit INQUIRY_PASSED': 1 },
    ...Object.fromEntries(AGENCIES.map((code) => [`${code} INQUIRY_ANSWERED`, 2])),
  });
  const times = nodesOf(page).map(({ at }) => at);
  expect(times).toEqual(times.toSorted().toReversed());
  const known = ['audit', 'court', 'registry', ...AGENCIES].sort();
  // an agency that has just left may still be asked
  const said = page.sources.filter(({ code }) => known.includes(code));
  expect(said.map(({ code, status, fault }) => [code, status, fault])).toEqual(
    known.map((code) => [code, 'ANSWERED', null]),
  );
  for (const { size, checkpoint, code } of page.sources) {
    expect(checkpoint).toContain(`relink/${code}\n${String(size)}\n`);
  }
});

test('a clerk is found at the court by name, and at agencies by what the court told them', async () => {
  const filter = { clerks: [PEOPLE.otherClerk], caseNos: [CASE] };
  const sources = async () => [...new Set(nodesOf(await readAudit(filter)).map((e) => e.source))];
  // agencies know a pseudonym, which is learnt from the court's own ledger
  await expect
    .poll(async () => (await sources()).sort(), { timeout: 30_000 })
    .toEqual(['court', ...AGENCIES].sort());
});

test('rows of agencies say which clerk it was, beside the pseudonym that stands in their ledgers', async () => {
  const nodes = nodesOf(await readAudit({ inquiries: [state.inquiry] }));
  const ofAgencies = nodes.filter(({ source }) => AGENCIES.includes(source));
  expect(ofAgencies).toHaveLength(2 * AGENCIES.length);
  for (const { actor, subject } of ofAgencies) {
    expect(subject).toBe(PEOPLE.otherClerk);
    expect(actor).not.toBe(PEOPLE.otherClerk);
  }
  const others = nodes.filter(({ source }) => !AGENCIES.includes(source));
  expect(new Set(others.map(({ subject }) => subject))).toEqual(new Set([null]));
});

test('a case is found, and by whom it was asked', async () => {
  const nodes = nodesOf(await readAudit({ caseNos: [CASE], organisations: ['police'] }));
  expect(nodes.map(({ source }) => source)).toEqual(['police', 'police']);
  const asked = nodesOf(await readAudit({ caseNos: [CASE], organisations: ['court'] }));
  expect(new Set(asked.map(({ source }) => source))).toEqual(new Set(['court', ...AGENCIES]));
});

test('a person is found by a sealed number, which nobody on the way can read', async () => {
  const [first] = people;
  await using hub = await recordedHub();
  const sought = await soughtOf(first?.id ?? '');
  const page = await readAudit({ sought, from: state.from }, { gatewayUrl: hub.url });
  const nodes = nodesOf(page);
  expect(counted(nodes)).toMatchObject({
    'court INQUIRY_ASKED': 1,
    ...Object.fromEntries(AGENCIES.map((code) => [`${code} INQUIRY_ANSWERED`, 1])),
  });
  expect(nodes.every(({ personPseudonym }) => personPseudonym !== null)).toBe(true);
  expect(hub.recorded().includes(first?.id ?? '')).toBe(false);
  expect(page.sources.map(({ code }) => code)).not.toContain('audit');
});

test('what is not sealed is refused, and not told back', async () => {
  const query = 'query Q($s: String) { audit(filter: { sought: $s }) { sources { code } } }';
  const codes = await codesOf('privacyOfficer', query, { s: people[0]?.id });
  expect(codes).toEqual(['SOUGHT_UNREADABLE']);
});

test('pages follow each other without a gap and without an entry twice', async () => {
  const filter = { from: state.from, inquiries: [state.inquiry] };
  const whole = nodesOf(await readAudit(filter));
  const paged: AuditEntry[] = [];
  let after: string | null = null;
  do {
    const page: AuditPage = await readAudit(filter, { first: 3, after });
    paged.push(...nodesOf(page));
    after = page.entries.pageInfo.hasNextPage ? page.entries.pageInfo.endCursor : null;
  } while (after !== null);
  // whose pseudonym an agency has is told as soon as the court's ledger was followed that far
  const bare = (entries: AuditEntry[]) => entries.map((entry) => ({ ...entry, subject: null }));
  expect(bare(paged)).toEqual(bare(whole));
  expect(whole.length).toBeGreaterThan(9);
});

test('with an agency down the entries of the others come, and it is said who is away', async () => {
  await using gateway = await testGateway({ police: await deadUrl() });
  const filter = { inquiries: [state.inquiry] };
  const page = await readAudit(filter, { gatewayUrl: gateway.url });
  const away = page.sources.filter(({ status }) => status !== 'ANSWERED');
  expect(away).toMatchObject([{ code: 'police', status: 'UNAVAILABLE' }]);
  expect(new Set(nodesOf(page).map(({ source }) => source))).not.toContain('police');
});

const gapShape = z.object({ inquiry: z.string(), has: z.string(), lacks: z.string() });
const reconciliationShape = z.object({
  reconcile: z.object({
    reconciliation: z.object({
      ...{ inquiries: z.int(), isComplete: z.boolean() },
      gaps: z.array(gapShape.extend({ what: z.string() })),
    }),
  }),
});

test('a sound run leaves nothing that one has and another lacks', async () => {
  const query = `query R($from: DateTime!, $to: DateTime!) {
    reconcile(from: $from, to: $to) {
      reconciliation { inquiries isComplete gaps { inquiry has lacks what } }
    }
  }`;
  const period = { from: state.from, to: new Date().toISOString() };
  const { reconcile } = await tell('privacyOfficer', query, period, reconciliationShape);
  const { gaps, inquiries, isComplete } = reconcile.reconciliation;
  expect(inquiries).toBeGreaterThan(0);
  expect(isComplete).toBe(true);
  expect(gaps.filter(({ inquiry }) => inquiry === state.inquiry)).toEqual([]);
});

test('an entry is proved to whoever has the service’s public key', async () => {
  const [node] = nodesOf(
    await readAudit({ inquiries: [state.inquiry], organisations: ['police'] }),
  );
  const query = `query P($source: String!, $index: Float!) {
    proof(source: $source, index: $index) { proof { text checkpoint entry { event } } }
  }`;
  const shape = z.object({
    proof: z.object({
      proof: z.object({
        ...{ text: z.string(), checkpoint: z.string() },
        entry: z.object({ event: z.string() }),
      }),
    }),
  });
  const asked = { source: 'police', index: node?.index };
  const { proof } = (await tell('privacyOfficer', query, asked, shape)).proof;
  const pinned = await readPinnedKeys(join(home, 'keys', 'pinned'));
  const origin = 'relink/police';
  const keys = pinned.get('police')?.jwks.keys.filter(({ use }) => use === 'sig') ?? [];
  const verifiers = keys.map(({ x }) =>
    createNoteVerifier(origin, new Uint8Array(Buffer.from(x, 'base64url'))),
  );
  expect(verifyEntryProof(proof.text, { origin, verifiers })).toMatchObject({
    ...{ ok: true, index: node?.index },
  });
  expect(proof.entry).toEqual({ event: 'INQUIRY_ANSWERED' });
  const none = { source: 'police', index: 100_000_000 };
  expect(await codesOf('privacyOfficer', query, none)).toEqual(['ENTRY_NOT_FOUND']);
});

test('whoever reads is recorded before anything is told', async () => {
  const nodes = nodesOf(await readAudit({ from: state.from, events: ['AUDIT_READ'] }));
  expect(nodes.length).toBeGreaterThan(5);
  expect(new Set(nodes.map(({ actor }) => actor))).toEqual(new Set([PEOPLE.privacyOfficer]));
  expect(new Set(nodes.map(({ outcome }) => outcome))).toEqual(
    new Set(['PAGE', 'RECONCILIATION', 'PROOF']),
  );
});
