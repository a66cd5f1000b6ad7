import { afterEach, expect, test } from 'vitest';
import { startToys } from './toys/start-toys.ts';
import type { Toys } from './toys/start-toys.ts';
import { startToyServer } from './toys/toy-server.ts';

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(stops.splice(0).map((stop) => stop()));
});

type Answering = Parameters<typeof startToyServer>[0];

async function toysWith(code: string, answering: Answering): Promise<Toys> {
  const server = await startToyServer(answering);
  const toys = await startToys({ [code]: server.url });
  stops.push(
    () => toys.stop(),
    () => server.stop(),
  );
  return toys;
}

const fails: Answering = (_body, _answer, response) => void response.writeHead(503).end('{}');

test('of two root fields the one whose subgraph is down is null, with an error', async () => {
  const toys = await toysWith('market', fails);
  const { data, errors } = await toys.ask(
    '{ repair(id: "1") { id } shop: enterprise(uscc: "1") { name } }',
  );
  expect(data).toEqual({ repair: { id: '1' }, shop: null });
  expect(errors).toHaveLength(1);
  expect(errors[0]).toMatchObject({ path: ['shop'], extensions: { code: 'SUBGRAPH_UNAVAILABLE' } });
});

test('an entity keeps what others know of it when one subgraph is down', async () => {
  const toys = await toysWith('market', fails);
  const { data, errors } = await toys.ask('{ repair(id: "1") { id organisation { uscc name } } }');
  expect(data).toEqual({
    repair: { id: '1', organisation: { uscc: '91110000101623741K', name: null } },
  });
  expect(errors).toHaveLength(1);
  expect(errors[0]).toMatchObject({
    path: ['repair', 'organisation', 'name'],
    extensions: { code: 'SUBGRAPH_UNAVAILABLE' },
  });
});

test('the owner down leaves the mutation null with an error, and the answer whole', async () => {
  const toys = await toysWith('court', fails);
  const { data, errors } = await toys.ask('mutation { runRepairs(ids: ["1"]) { repairs { id } } }');
  expect(data).toEqual({ runRepairs: null });
  expect(errors.map(({ extensions }) => extensions.code)).toEqual(['SUBGRAPH_UNAVAILABLE']);
});

test('entities of another number than were asked count as no answer', async () => {
  const toys = await toysWith('market', (_body, answer) => {
    answer(JSON.stringify({ data: { _entities: [] } }));
  });
  const { data, errors } = await toys.ask('{ repair(id: "1") { organisation { name } } }');
  expect(data).toEqual({ repair: { organisation: { name: null } } });
  expect(errors[0]?.extensions.code).toBe('SUBGRAPH_UNAVAILABLE');
});

test("a subgraph's own error keeps its place and code and loses its words", async () => {
  const toys = await toysWith('market', (_body, answer) => {
    const extensions = { code: 'NOT_FOUND', stacktrace: ['at secret.ts:1'], serviceName: 'market' };
    const error = { message: 'a secret of the market', path: ['enterprise'], extensions };
    answer(JSON.stringify({ data: { enterprise: null }, errors: [error] }));
  });
  const { data, errors, text } = await toys.ask('{ enterprise(uscc: "1") { name } }');
  expect(data).toEqual({ enterprise: null });
  expect(errors[0]?.extensions.code).toBe('NOT_FOUND');
  expect(text).not.toMatch(/secret|market/u);
});

test('a request that a subgraph refuses with 400 is the refusal it states', async () => {
  const toys = await toysWith('market', (_body, _answer, response) => {
    const errors = [{ message: 'no', extensions: { code: 'BAD_USER_INPUT' } }];
    response.writeHead(400).end(JSON.stringify({ errors }));
  });
  const { data, errors } = await toys.ask('{ enterprise(uscc: "1") { name } }');
  expect(data).toEqual({ enterprise: null });
  expect(errors[0]?.extensions.code).toBe('BAD_USER_INPUT');
});

test('what a subgraph was not asked for does not reach the answers of others', async () => {
  const toys = await toysWith('market', (_body, answer) => {
    answer(JSON.stringify({ data: { enterprise: { name: 'x' }, repair: { id: 'forged' } } }));
  });
  const { data } = await toys.ask('{ repair(id: "1") { id } enterprise(uscc: "1") { name } }');
  expect(data).toEqual({ repair: { id: '1' }, enterprise: { name: 'x' } });
});
