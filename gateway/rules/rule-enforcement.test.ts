import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { guardedGraph } from '../toys/guarded-graph.ts';
import { startToyHub } from '../toys/toy-hub.ts';
import type { ToyHub } from '../toys/toy-hub.ts';
import type { ToyPerson } from '../toys/toy-people.ts';

const touched: string[] = [];
type Hub = ToyHub<'court' | 'people'>;
const started: { hub: Hub; clerk: ToyPerson; judge: ToyPerson }[] = [];
beforeAll(async () => {
  const hub = await startToyHub(guardedGraph(touched));
  const clerk = await hub.people.signIn();
  const judge = await hub.people.signIn({ roles: ['JUDGE'], scope: 'case:read case:decide' });
  started.push({ hub, clerk, judge });
});
afterAll(async () => {
  await Promise.all(started.map(({ hub }) => hub.stop()));
});
beforeEach(() => void touched.splice(0));

type Who = 'nobody' | 'clerk' | 'judge';

async function ask(who: Who, query: string, more: object = {}) {
  const [all] = started;
  if (!all) throw new Error('The toys did not start');
  const answer = await all.hub.post(
    { query, ...more },
    who === 'nobody' ? {} : { ...all[who].headers() },
  );
  const errors = answer.errors.map(({ path, extensions: { code } }) => [code, path]);
  return { data: answer.data, errors, status: answer.status, text: answer.text };
}
const FORBIDDEN = (...path: (string | number)[]) => ['FORBIDDEN', path];

test('what a person may have is answered, what not is null and told by its path', async () => {
  const query = '{ open mine judged scoped both }';
  expect(await ask('nobody', query)).toMatchObject({
    data: { open: 'open', mine: null, judged: null, scoped: null, both: null },
    errors: ['mine', 'judged', 'scoped', 'both'].map((key) => ['UNAUTHENTICATED', [key]]),
  });
  expect(await ask('clerk', query)).toMatchObject({
    data: { open: 'open', mine: 'mine', judged: null, scoped: null, both: null },
    errors: [FORBIDDEN('judged'), FORBIDDEN('scoped'), FORBIDDEN('both')],
  });
  expect(await ask('judge', query)).toMatchObject({
    data: { open: 'open', mine: 'mine', judged: 'judged', scoped: 'scoped', both: null },
    errors: [FORBIDDEN('both')],
  });
});

test('the errors have the form of all others, and the fields their order', async () => {
  const { text } = await ask('clerk', '{ judged open }');
  const { errors } = JSON.parse(text) as { errors: { extensions: { requestId: string } }[] };
  expect(text).toBe(
    JSON.stringify({
      data: { judged: null, open: 'open' },
      errors: [
        {
          message: 'Your role or your token does not allow this.',
          path: ['judged'],
          extensions: { code: 'FORBIDDEN', requestId: errors[0]?.extensions.requestId },
        },
      ],
    }),
  );
});

test('both of the choices in a rule count', async () => {
  const [all] = started;
  const revealing = await all?.hub.people.signIn({ scope: 'contact:reveal' });
  const halfway = await all?.hub.people.signIn({ scope: 'case:read' });
  const both = await all?.hub.people.signIn({ roles: ['CLERK', 'JUDGE'] });
  const post = (query: string, who: ToyPerson | undefined) =>
    all?.hub.post({ query }, { ...who?.headers() }).then(({ data }) => data);
  expect(await post('{ scoped }', revealing)).toEqual({ scoped: 'scoped' });
  expect(await post('{ scoped }', halfway)).toEqual({ scoped: null });
  expect(await post('{ both judged }', both)).toEqual({ both: 'both', judged: 'judged' });
});

test('a rule on a type or a scalar is one on every field that gives it', async () => {
  const query = '{ sealed { text } word open }';
  expect(await ask('clerk', query)).toMatchObject({
    data: { sealed: null, word: null, open: 'open' },
    errors: [FORBIDDEN('sealed'), FORBIDDEN('word')],
  });
  expect((await ask('judge', query)).data).toEqual({
    ...{ sealed: { text: 'sealed' }, word: 'word', open: 'open' },
  });
});

test('what is refused may be renamed, spread, and hang on variables, and stays refused', async () => {
  const query = `query All($yes: Boolean = false) {
    a: judged ...F @include(if: true) ... on Query { c: judged @skip(if: true) }
    d: judged @include(if: $yes)
  } fragment F on Query { b: judged case { ...G } } fragment G on Case { n: note id }`;
  expect(await ask('clerk', query)).toMatchObject({
    data: { a: null, b: null, case: { n: null, id: '1' }, c: null, d: null },
    errors: [['a'], ['b'], ['case', 'n'], ['c'], ['d']].map((path) => FORBIDDEN(...path)),
  });
});

test('a field that may not be null takes along what it is in', async () => {
  expect(await ask('clerk', '{ open case { id must } }')).toMatchObject({
    data: { open: 'open', case: null },
    errors: [FORBIDDEN('case', 'must')],
  });
  expect(await ask('clerk', '{ open case { id parent { parent { must } } } }')).toMatchObject({
    data: { open: 'open', case: null },
    errors: [FORBIDDEN('case', 'parent', 'parent', 'must')],
  });
  expect(await ask('clerk', '{ open cases { id must } }')).toMatchObject({
    data: { open: 'open', cases: null },
  });
  // here the elements may be null, and the list may not
  expect(await ask('clerk', '{ open shelf { gaps { id must } } }')).toMatchObject({
    data: { open: 'open', shelf: { gaps: [null, null] } },
    errors: [FORBIDDEN('shelf', 'gaps', 'must')],
  });
});

test('null that moves up all the way leaves nothing to ask', async () => {
  const before = started[0]?.hub.servers.court.asked.length;
  expect(await ask('clerk', '{ shelf { sure { parent { must } } } }')).toMatchObject({
    data: { shelf: null },
    errors: [FORBIDDEN('shelf', 'sure', 'parent', 'must')],
  });
  expect(started[0]?.hub.servers.court.asked.length).toBe(before);
});

test('in a list the first place is told', async () => {
  expect(await ask('clerk', '{ cases { id note } }')).toMatchObject({
    data: {
      cases: [
        { id: '1', note: null },
        { id: '1', note: null },
      ],
    },
    errors: [FORBIDDEN('cases', 0, 'note')],
  });
});

test('a refused mutation does nothing, and the others are done', async () => {
  const before = started[0]?.hub.servers.court.asked.length;
  expect(await ask('clerk', 'mutation { decide { id } }')).toMatchObject({
    data: { decide: null },
    errors: [FORBIDDEN('decide')],
  });
  expect(started[0]?.hub.servers.court.asked.length).toBe(before);
  await ask('clerk', 'mutation { touch { id } decide { id } }');
  expect(touched).toEqual(['touch']);
  // what would be null as a whole is not done at all
  await ask('clerk', 'mutation { touch { must } }');
  expect(touched).toEqual(['touch']);
});

test('through an interface the rules of every type behind it hold', async () => {
  expect(await ask('clerk', '{ named { name nick } }')).toMatchObject({
    data: { named: { name: null, nick: 'nick' } },
    errors: [FORBIDDEN('named', 'name')],
  });
  expect((await ask('clerk', '{ named { ... on Person { name } nick } }')).data).toEqual({
    named: { name: 'name', nick: 'nick' },
  });
  // one place has one answer, whatever else is asked for under its name
  expect((await ask('clerk', '{ named { ... on Person { name } name } }')).data).toEqual({
    named: { name: null },
  });
});

test('a union with a type that is refused is refused', async () => {
  const query = '{ open found { ... on Case { id } } }';
  expect(await ask('clerk', query)).toMatchObject({
    data: { open: 'open', found: null },
    errors: [FORBIDDEN('found')],
  });
  expect((await ask('judge', query)).data).toMatchObject({ found: { id: '1' } });
});

test('a refused key is still the key for the gateway, and nobody else sees it', async () => {
  expect(await ask('clerk', '{ case { clerk { fame } } }')).toMatchObject({
    data: { case: { clerk: { fame: 'fame of wang' } } },
    errors: [],
  });
  expect(await ask('clerk', '{ open case { clerk { id fame } } }')).toMatchObject({
    data: { open: 'open', case: { clerk: null } },
    errors: [FORBIDDEN('case', 'clerk', 'id')],
  });
});

test('__typename and the schema are answered beside what is refused', async () => {
  const query =
    '{ __typename judged case { __typename note } __schema { ...S } } fragment S on __Schema { queryType { name } }';
  expect((await ask('clerk', query)).data).toEqual({
    __typename: 'Query',
    judged: null,
    case: { __typename: 'Case', note: null },
    __schema: { queryType: { name: 'Query' } },
  });
});

test('of several operations the named one is judged and executed', async () => {
  const query = 'query A { judged } query B { open } mutation C { decide { id } }';
  expect((await ask('clerk', query, { operationName: 'A' })).data).toEqual({ judged: null });
  expect((await ask('clerk', query, { operationName: 'B' })).data).toEqual({ open: 'open' });
  expect((await ask('judge', query, { operationName: 'A' })).data).toEqual({ judged: 'judged' });
  expect((await ask('clerk', query, { operationName: 'C' })).data).toEqual({ decide: null });
  expect(touched).toEqual([]);
});

test.each([undefined, '', 'D'])(
  'no operation of the name %j: nothing is executed',
  async (name) => {
    const query = 'mutation A { touch { id } } query B { open }';
    const found = await ask('clerk', query, { operationName: name });
    expect([found.status, found.errors[0]?.[0], touched]).toEqual([
      400,
      'OPERATION_RESOLUTION_FAILURE',
      [],
    ]);
  },
);

test('the empty name is that of no operation, even where there is but one', async () => {
  const { status } = await ask('clerk', 'mutation { decide { id } }', { operationName: '' });
  expect([status, touched]).toEqual([400, []]);
});

test('what one person may have is not answered to the next', async () => {
  const query = '{ case { note } judged }';
  for (const who of ['judge', 'clerk', 'judge', 'nobody'] as const) {
    const { data } = await ask(who, query);
    const allowed = who === 'judge';
    expect(data).toEqual({
      case: { note: allowed ? 'n' : null },
      judged: allowed ? 'judged' : null,
    });
  }
});

test('a document that looks like what is executed in its place gets what it asks for', async () => {
  expect((await ask('clerk', '{ nulled_by_rule_judged: open judged }')).data).toEqual({
    nulled_by_rule_judged: 'open',
    judged: null,
  });
  expect(
    (await ask('judge', '{ nulled_by_rule_note: case { nulled_by_rule_note: id note } }')).data,
  ).toEqual({
    nulled_by_rule_note: { nulled_by_rule_note: '1', note: 'n' },
  });
});
