import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { nextHour } from '../support/fishing.ts';
import { documentText } from '../../schema/client/document-text.ts';
import { DOCUMENTS } from '../../scripts/repair/documents.ts';
import { SAMPLE_TERMS } from '../../scripts/repair/options.ts';
import { tryGraph } from '../support/ask-graph.ts';
import { inquiriesSeen } from '../support/inquiries-seen.ts';
import { assignedList } from '../support/own-list.ts';
import { party, residentId } from '../support/people.ts';
import { switchedProxy } from '../support/switched-proxy.ts';
import { testGateway } from '../support/test-gateway.ts';

const { subgraphUrls } = inject('sample');
const rows = [61, 63].map((at) =>
  party(`away-${String(at)}`, '公冶无名', {
    ...{ case_no: `（2026）浙0782民初960${String(at)}号`, id_number: residentId('19720404', at) },
  }),
);
const list = await assignedList(rows, 'otherClerk');

beforeAll(() => nextHour());
afterAll(() => nextHour());

test('while the hub’s ledger is away nobody is asked and nothing told, and it recovers by itself', async () => {
  await using way = await switchedProxy(subgraphUrls['audit'] ?? '');
  await using gateway = await testGateway({ audit: way.url });
  const ready = async () => (await fetch(`${gateway.url}/health/ready`)).status;
  const run = (id: string | undefined) =>
    tryGraph(
      gateway.url,
      documentText(DOCUMENTS.RunRepairs),
      { ids: [id], ...SAMPLE_TERMS },
      'otherClerk',
    );
  const [first, second] = list.ids;
  // the clerk has signed in here before
  expect((await tryGraph(gateway.url, '{ me { subject } }', {}, 'otherClerk')).codes).toEqual([]);
  expect(await ready()).toBe(200);

  way.cut();
  const before = await inquiriesSeen();
  const refused = await run(first);
  expect(new Set(refused.codes)).toEqual(new Set(['LEDGER_UNAVAILABLE']));
  expect(refused.text).toContain('"repairs":null');
  expect(await inquiriesSeen()).toEqual(before);
  expect(await ready()).toBe(503);
  const stranger = await tryGraph(gateway.url, '{ me { subject } }', {}, 'clerk');
  expect(stranger).toMatchObject({ status: 503, codes: ['LEDGER_UNAVAILABLE'] });

  way.mend();
  await expect.poll(ready, { timeout: 10_000 }).toBe(200);
  const told = await run(second);
  expect(told.codes).toEqual([]);
  expect(told.text).toContain('"status":"NOT_FOUND"');
  expect(gateway.log()).toContain('"alert":"LEDGER"');
});
