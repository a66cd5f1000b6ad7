import { afterEach, beforeEach, expect, test } from 'vitest';
import { startToys } from '../toys/start-toys.ts';
import type { Toys } from '../toys/start-toys.ts';
import { TOY_INQUIRY } from '../toys/toy-graph.ts';
import { startToyLedger } from '../toys/toy-ledger.ts';
import type { ToyLedger } from '../toys/toy-ledger.ts';
import { startToyServer } from '../toys/toy-server.ts';

const RUN = `mutation Run($ids: [ID!]!) {
  runRepairs(ids: $ids) { repairs { id said } police { status } }
}`;
const body = { query: RUN, variables: { ids: ['1'] } };

let ledger: ToyLedger;
const stops: (() => Promise<void>)[] = [];

beforeEach(async () => {
  ledger = await startToyLedger();
});
afterEach(async () => {
  await Promise.all([...stops.splice(0).map((stop) => stop()), ledger.stop()]);
});

async function toysWith(urls: Record<string, string> = {}): Promise<Toys> {
  const toys = await startToys({ audit: ledger.url, ...urls });
  stops.push(() => toys.stop());
  return toys;
}

const entries = () => ledger.calls.flat();
const events = () => entries().map(({ event }) => event);
const codesOf = (errors: { extensions: { code: string } }[]) => [
  ...new Set(errors.map(({ extensions }) => extensions.code)),
];

/** An agency that answers with an error of this code. */
async function failing(code: string): Promise<string> {
  const server = await startToyServer((_body, answer) => {
    answer(JSON.stringify({ data: { _entities: [null] }, errors: [{ extensions: { code } }] }));
  });
  stops.push(() => server.stop());
  return server.url;
}

test('an inquiry is recorded once before agencies are asked, and once before the court hears', async () => {
  const toys = await toysWith();
  const clerk = await toys.people.signIn();
  const { data, headers } = await toys.post(body, { ...clerk.headers() });
  expect(data).toMatchObject({ runRepairs: { repairs: [{ id: '甲-1' }] } });
  const request = headers.get('x-request-id');
  const about = { actor: 'wang.shuji', inquiry: TOY_INQUIRY };
  expect(entries()).toEqual([
    expect.objectContaining({ event: 'SIGNED_IN', actor: 'wang.shuji' }),
    expect.objectContaining({
      ...{ event: 'INQUIRY_ROUTED', ...about },
      detail: { agencies: ['market', 'police'], request },
    }),
    expect.objectContaining({
      ...{ event: 'INQUIRY_PASSED', ...about },
      detail: { agencies: { market: 'ANSWERED', police: 'ANSWERED' }, request },
    }),
  ]);
  for (const { headers: sent } of ledger.asked) expect(sent).toHaveProperty('relink-call');
  expect(JSON.stringify(entries())).not.toContain(clerk.token.slice(0, 60));
});

test('while nothing can be recorded no agency is asked and no court, and the answer says why', async () => {
  const toys = await toysWith();
  ledger.answer(503);
  const { data, errors, status } = await toys.post(body);
  expect([status, data]).toEqual([200, { runRepairs: { repairs: null, police: null } }]);
  expect(codesOf(errors)).toEqual(['LEDGER_UNAVAILABLE']);
  expect(errors.map(({ path }) => path)).toEqual([['runRepairs'], ['runRepairs', 'repairs']]);
  expect([toys.police.asked, toys.market.asked].flat()).toEqual([]);
  expect(toys.court.asked).toHaveLength(1);
  ledger.answer(204);
  expect((await toys.post(body)).errors).toEqual([]);
});

test('replies that cannot be recorded are not handed to the court', async () => {
  const police = await startToyServer((_body, answer) => {
    ledger.answer(503);
    const reply = { __typename: 'AgencyReply', status: 'ANSWERED', answeredAt: null, sealed: 's' };
    answer(JSON.stringify({ data: { _entities: [{ __typename: 'Inquiry', police: reply }] } }));
  });
  stops.push(() => police.stop());
  const toys = await toysWith({ police: police.url });
  const { data, errors } = await toys.post(body);
  expect(data).toEqual({ runRepairs: { repairs: null, police: { status: 'ANSWERED' } } });
  expect(codesOf(errors)).toEqual(['LEDGER_UNAVAILABLE']);
  expect(toys.court.asked).toHaveLength(1);
  expect(events()).toEqual(['INQUIRY_ROUTED']);
});

test('an agency that cannot record what it does spoils the inquiry, and says so', async () => {
  const toys = await toysWith({ police: await failing('LEDGER_UNAVAILABLE') });
  const { data, errors } = await toys.post(body);
  expect(data).toEqual({ runRepairs: { repairs: null, police: null } });
  expect(codesOf(errors)).toEqual(['LEDGER_UNAVAILABLE']);
  expect(toys.court.asked).toHaveLength(1);
  expect(events()).toEqual(['INQUIRY_ROUTED']);
});

test('an agency that fails otherwise is unavailable, and that is recorded', async () => {
  const toys = await toysWith({ police: await failing('INTERNAL_SERVER_ERROR') });
  expect((await toys.post(body)).errors).toEqual([]);
  expect(entries().at(-1)?.detail).toMatchObject({
    agencies: { market: 'ANSWERED', police: 'UNAVAILABLE' },
  });
});

test('a token is recorded when it is used first, and lets nobody in before', async () => {
  const toys = await toysWith();
  const clerk = await toys.people.signIn();
  ledger.answer(503);
  const refused = await toys.post({ query: '{ court }' }, { ...clerk.headers() });
  expect([refused.status, refused.data]).toEqual([503, undefined]);
  expect(codesOf(refused.errors)).toEqual(['LEDGER_UNAVAILABLE']);
  expect(toys.court.asked).toEqual([]);
  ledger.answer(204);
  for (const _ of [1, 2]) {
    const { data } = await toys.post({ query: '{ court }' }, { ...clerk.headers() });
    expect(data).toEqual({ court: 'open' });
  }
  expect(entries()).toMatchObject([
    {
      ...{ event: 'SIGNED_IN', actor: 'wang.shuji' },
      detail: { roles: ['CLERK'], scopes: ['case:read', 'repair:run'] },
    },
  ]);
});

test('what is refused is recorded by code, without what was sent', async () => {
  const toys = await toysWith();
  const clerk = await toys.people.signIn();
  await toys.post({ query: '{ court }' }, { authorization: `Bearer ${clerk.token}` });
  const many = Array.from({ length: 40 }, (_, at) => `secret${at}: court`).join(' ');
  await toys.post({ query: `{ ${many} }` });
  expect(entries()).toMatchObject([
    { event: 'ACCESS_DENIED', actor: 'gateway', outcome: 'TOKEN_REFUSED' },
    { event: 'ACCESS_DENIED', actor: 'gateway', outcome: 'LIMIT_EXCEEDED' },
  ]);
  expect(JSON.stringify(entries())).not.toMatch(/secret|eyJ/u);
});

test('a refusal leaves while nothing can be recorded, and is recorded afterwards', async () => {
  const toys = await toysWith();
  ledger.answer(503);
  const query = 'mutation { runRepairs(ids: ["1"]) { envelope: __typename repairs { id } } }';
  const { status, errors } = await toys.post({ query });
  expect([status, codesOf(errors)]).toEqual([400, ['ALIAS_NOT_ALLOWED']]);
  expect(entries()).toEqual([]);
  ledger.answer(204);
  await expect.poll(events, { timeout: 10_000 }).toEqual(['ACCESS_DENIED']);
});

test('an envelope that names no inquiry is put to nobody', async () => {
  const court = await startToyServer((sent, answer) => {
    const inquiry = { __typename: 'Inquiry', envelope: '{"ciphertext":"x"}' };
    const isEntity = sent.includes('_entities');
    const data = isEntity ? { _entities: [{ repairs: [] }] } : { runRepairs: inquiry };
    answer(JSON.stringify({ data }));
  });
  stops.push(() => court.stop());
  const toys = await toysWith({ court: court.url });
  const { data, errors } = await toys.post(body);
  expect(data).toEqual({ runRepairs: { repairs: null, police: { status: 'UNAVAILABLE' } } });
  expect(codesOf(errors)).toEqual(['SUBGRAPH_UNAVAILABLE']);
  expect([toys.police.asked, toys.market.asked].flat()).toEqual([]);
  expect(court.asked).toHaveLength(1);
});

test('the gateway is not ready while the audit service is away', async () => {
  const toys = await toysWith();
  const ready = async () => (await fetch(`${toys.url}/health/ready`)).status;
  expect(await ready()).toBe(200);
  ledger.answer(503);
  expect(await ready()).toBe(503);
  await ledger.stop();
  expect(await ready()).toBe(503);
});

test('without an audit service the gateway does not start, unless it is told to go without', async () => {
  const starting = startToys({}, { ledger: 'on' });
  await expect(starting).rejects.toThrow('SUBGRAPH_URLS: no audit service is named');
});
