import { afterAll, beforeAll, expect, test } from 'vitest';
import { startToys } from './toys/start-toys.ts';
import type { Toys } from './toys/start-toys.ts';
import { startToyServer } from './toys/toy-server.ts';
import type { ToyServer } from './toys/toy-server.ts';

/**
 * A court whose answers hold a field nobody asked for. It shows which fields pass whole: only in
 * those does the stray one get through, since nobody looks inside.
 */
const started: { toys: Toys; court: ToyServer }[] = [];
const stray = { id: '甲-1', said: ['a'], note: null, organisation: { uscc: '1' }, stray: true };

beforeAll(async () => {
  const court = await startToyServer((body, answer) => {
    const entity = { __typename: 'Inquiry', repairs: [stray], again: [stray] };
    const inquiry = { __typename: 'Inquiry', envelope: 'e' };
    const root = { repair: stray, runRepairs: inquiry, run: inquiry };
    answer(JSON.stringify({ data: body.includes('_entities') ? { _entities: [entity] } : root }));
  });
  started.push({ court, toys: await startToys({ court: court.url }) });
});
afterAll(async () => {
  await Promise.all(started.map(({ toys, court }) => toys.stop().then(() => court.stop())));
});

async function ask(query: string, variables: object = {}) {
  const answer = await started[0]?.toys.ask(query, variables);
  expect(answer?.errors).toEqual([]);
  return { whole: answer?.text.includes('stray') ?? false, data: answer?.data };
}

const whole: Record<string, string> = {
  'the repairs of an inquiry': 'mutation { runRepairs(ids: []) { repairs { id said } } }',
  'a field under other names': 'mutation { run: runRepairs(ids: []) { again: repairs { id } } }',
  'a field of a query': '{ repair(id: "1") { id note } }',
  'a field asked through fragments':
    '{ repair(id: "1") { ...A ... on Repair { note } } } fragment A on Repair { id }',
  'a field beside that of an agency':
    'mutation { runRepairs(ids: []) { police { status } repairs { id } } }',
};

test.each(Object.entries(whole))('%s passes whole', async (_name, query) => {
  expect((await ask(query)).whole).toBe(true);
});

const opened: Record<string, string> = {
  'a field that another subgraph adds to': '{ repair(id: "1") { id organisation { name } } }',
  'a field that hangs on a variable':
    'query A($yes: Boolean = true) { repair(id: "1") { id note @include(if: $yes) } }',
};

test.each(Object.entries(opened))('%s is looked into', async (_name, query) => {
  expect((await ask(query)).whole).toBe(false);
});

test('a whole field says what it says when it is looked into', async () => {
  const [{ data: passed }, { data: looked }] = await Promise.all([
    ask('{ repair(id: "1") { id said note } }'),
    ask('query A($yes: Boolean = true) { repair(id: "1") { id said note @include(if: $yes) } }'),
  ]);
  expect(passed).toEqual({ repair: stray });
  expect(looked).toEqual({ repair: { id: '甲-1', said: ['a'], note: null } });
});
