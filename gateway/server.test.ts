import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { startToys } from './toys/start-toys.ts';
import type { Toys } from './toys/start-toys.ts';

const started: Toys[] = [];
beforeAll(async () => void started.push(await startToys()));
afterAll(async () => {
  await Promise.all(started.map((toys) => toys.stop()));
});

function toys(): Toys {
  const [first] = started;
  if (first === undefined) throw new Error('The toys did not start');
  return first;
}

const post = (body: string, headers: Record<string, string> = {}, path = '/graphql') =>
  fetch(`${toys().url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });

test('it says that it lives and that it is ready', async () => {
  for (const state of ['live', 'ready']) {
    const response = await fetch(`${toys().url}/health/${state}`);
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ status: state });
  }
});

test('every answer carries the id under which the log has the request', async () => {
  const response = await post(JSON.stringify({ query: '{ court }' }));
  expect(await response.json()).toEqual({ data: { court: 'open' } });
  const id = response.headers.get('x-request-id') ?? 'none';
  expect(toys().log.some((line) => line.includes(id) && line.includes('"status":200'))).toBe(true);
});

test('a form that another site could send is refused', async () => {
  const response = await post('query={court}', { 'content-type': 'text/plain' });
  expect(response.status).toBe(415);
  const get = await fetch(`${toys().url}/graphql?query={court}`);
  expect([get.status, get.headers.get('allow')]).toEqual([405, 'POST']);
  expect(await get.text()).not.toContain('court');
});

test('no landing page is served', async () => {
  const response = await fetch(`${toys().url}/graphql`, { headers: { accept: 'text/html' } });
  expect(response.headers.get('content-type')).toContain('json');
});

test('an error at the edge has the form of one in the graph', async () => {
  const wrong = [
    [await post('{'), 400, 'BAD_REQUEST'],
    [await post(JSON.stringify({ query: ' '.repeat(200_000) })), 413, 'PAYLOAD_TOO_LARGE'],
    [await post('{}', {}, '/elsewhere'), 404, 'NOT_FOUND'],
  ] as const;
  for (const [response, status, code] of wrong) {
    expect(response.status).toBe(status);
    const requestId = response.headers.get('x-request-id');
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code, requestId } }] });
  }
});

test('a value that does not fit its type is not told back', async () => {
  const query = 'query Of($id: ID!) { repair(id: $id) { id } }';
  const asVariable = await toys().ask(query, { id: { phone: '13800005678' } });
  const asLiteral = await toys().ask('{ repair(id: { phone: "13800005678" }) { id } }');
  for (const { errors, text } of [asVariable, asLiteral]) {
    expect(errors).toHaveLength(1);
    expect(text).not.toContain('13800005678');
    expect(Object.keys(errors[0]?.extensions ?? {}).sort()).toEqual(['code', 'requestId']);
  }
});

test('a field that is not in the graph is told by its name', async () => {
  const { errors } = await toys().ask('{ nothing }');
  expect(errors[0]?.extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
  expect(errors[0]?.message).toContain('nothing');
});

test('what else there is in the graph is not suggested', async () => {
  const guesses = ['{ cour }', '{ repair(i: "1") { id } }', 'query A($a: Enterpris) { court }'];
  for (const guess of guesses) {
    const { errors, text } = await toys().ask(guess);
    expect(errors[0]?.extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
    expect(text).not.toMatch(/Did you mean|"court"|Enterprise/u);
  }
});

test('fields that are not for clients cannot be asked', async () => {
  const { errors } = await toys().ask('mutation { runRepairs(ids: ["1"]) { envelope } }');
  expect(errors[0]?.extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
});

test('neither documents nor variables nor headers get into the log', async () => {
  const query = 'query Of($id: ID!) { repair(id: $id) { id said } }';
  await post(JSON.stringify({ query, variables: { id: '13800005678' } }), {
    authorization: 'Bearer token',
  });
  expect(toys().log.join('')).not.toMatch(/13800005678|said|Bearer/u);
});

test('it finishes what is under way before it stops', async () => {
  const leaving = await startToys();
  const answer = leaving.ask('mutation { runRepairs(ids: ["1"]) { repairs { id } } }');
  await vi.waitFor(() => {
    expect(leaving.court.asked).not.toEqual([]);
  }, 10_000);
  const stopped = leaving.stop();
  expect((await answer).errors).toEqual([]);
  await stopped;
  await expect(fetch(`${leaving.url}/health/live`)).rejects.toThrow();
});
