import { afterAll, beforeAll, expect, test } from 'vitest';
import { startToys } from '../toys/start-toys.ts';
import type { Toys } from '../toys/start-toys.ts';
import { DEFAULT_LIMITS } from './limits.ts';

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

const many = (count: number, text: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => text(at)).join(' ');

test.each([
  ['tokens', `{ ${many(4000, (at) => `secret${at}: court`)} }`],
  ['aliases', `{ ${many(DEFAULT_LIMITS.aliases + 1, (at) => `secret${at}: court`)} }`],
  ['directives', `{ court ${many(DEFAULT_LIMITS.directives + 1, () => '@include(if: true)')} }`],
  [
    'mutations',
    `mutation { ${many(6, (at) => `secret${at}: runRepairs(ids: ["1"]) { police { status } }`)} }`,
  ],
])(
  'a document beyond the limit of %s asks no subgraph and is not told back',
  async (limit, query) => {
    const before = toys().court.asked.length;
    const { status, errors, text, data } = await toys().ask(query);
    expect(status).toBe(400);
    expect(data).toBeUndefined();
    expect(errors.map(({ extensions: { code } }) => code)).toContain('LIMIT_EXCEEDED');
    expect(text).toContain(`"limit":"${limit}"`);
    expect(text).not.toContain('secret');
    expect(toys().court.asked).toHaveLength(before);
    expect(toys().log.join('')).not.toContain('secret');
    expect((await toys().ask('{ court }')).data).toEqual({ court: 'open' });
  },
);

test('an alias that takes the name of a key asks no subgraph', async () => {
  const before = toys().court.asked.length;
  const query = '{ repair(id: "1") { organisation { uscc: __typename name } } }';
  const { status, errors, data } = await toys().ask(query);
  expect([status, data]).toEqual([400, undefined]);
  expect(errors.map(({ extensions: { code } }) => code)).toEqual(['ALIAS_NOT_ALLOWED']);
  expect(toys().court.asked).toHaveLength(before);
});

test('an alias that takes the name of a field hidden from clients asks no subgraph', async () => {
  const query = 'mutation { runRepairs(ids: ["1"]) { envelope: __typename repairs { id } } }';
  const { errors } = await toys().ask(query);
  expect(errors.map(({ extensions: { code } }) => code)).toEqual(['ALIAS_NOT_ALLOWED']);
});

test('any other alias is answered', async () => {
  const query = '{ mine: repair(id: "1") { organisation { code: uscc called: name } } }';
  expect((await toys().ask(query)).data).toEqual({
    mine: { organisation: { code: '91110000101623741K', called: '义乌商贸' } },
  });
});

test('an operation of a kind that the graph has none of is a mistake of the document', async () => {
  const { status, errors, data } = await toys().ask('subscription { court }');
  expect([status, data]).toEqual([400, undefined]);
  expect(errors.map(({ extensions: { code } }) => code)).toEqual(['GRAPHQL_VALIDATION_FAILED']);
});
