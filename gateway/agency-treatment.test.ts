import { afterEach, expect, test } from 'vitest';
import type { GatewayConfig } from './config.ts';
import { SEALED } from './toys/toy-graph.ts';
import { startToyServer } from './toys/toy-server.ts';
import { startToys } from './toys/start-toys.ts';
import type { Toys } from './toys/start-toys.ts';

const RUN = `mutation Run($ids: [ID!]!) {
  runRepairs(ids: $ids) { repairs { id said note } police { status answeredAt } }
}`;

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(stops.splice(0).map((stop) => stop()));
});

type Answering = Parameters<typeof startToyServer>[0];

const IMPATIENT = { deadlines: { agency: 20_000, agencies: { police: 300 }, owner: 20_000 } };

async function toysWithPolice(
  answering: Answering,
  config: Partial<GatewayConfig> = {},
): Promise<Toys> {
  const police = await startToyServer(answering);
  const toys = await startToys({ police: police.url }, { answerLimit: 100_000, ...config });
  stops.push(
    () => toys.stop(),
    () => police.stop(),
  );
  return toys;
}

async function expectUnavailable(toys: Toys, cause: string): Promise<void> {
  const answer = await toys.ask(RUN, { ids: ['1'] });
  expect(answer.errors).toEqual([]);
  expect(answer.data).toEqual({
    runRepairs: {
      repairs: [
        {
          id: '甲-1',
          said: ['police UNAVAILABLE 0', `market ANSWERED ${SEALED.length}`],
          note: null,
        },
      ],
      police: { status: 'UNAVAILABLE', answeredAt: null },
    },
  });
  const line = toys.log.find((text) => text.includes('a subgraph failed')) ?? '{}';
  expect(JSON.parse(line)).toMatchObject({ subgraph: 'police', cause });
}

const entities = (value: unknown) => JSON.stringify({ data: { _entities: value } });
const reply = (more: object) => ({
  police: { status: 'ANSWERED', sealed: 'x', answeredAt: null, ...more },
});

test('all agencies answer: the court gets what they sealed, the client a status', async () => {
  const toys = await startToys();
  stops.push(() => toys.stop());
  const answer = await toys.ask(RUN, { ids: ['1'] });
  expect(answer.errors).toEqual([]);
  expect(answer.data).toEqual({
    runRepairs: {
      repairs: [
        { id: '甲-1', said: [`police ANSWERED 20000`, `market ANSWERED 20000`], note: null },
      ],
      police: { status: 'ANSWERED', answeredAt: '2026-11-20T08:00:00Z' },
    },
  });
  expect(answer.text).not.toContain('sss');
});

test.each([
  [true, {}],
  [false, { status: 'ANSWERED', answeredAt: '2026-11-20T08:00:00Z' }],
])(
  'an agency whose fields the client leaves out has answered all the same (%s)',
  async (out, police) => {
    const toys = await startToys();
    stops.push(() => toys.stop());
    const run = `mutation ($out: Boolean!) { runRepairs(ids: ["1"]) {
    repairs { said } market @skip(if: $out) { answeredAt }
    police { status @skip(if: $out) answeredAt @skip(if: $out) } } }`;
    const { data, errors } = await toys.ask(run, { out });
    expect(errors).toEqual([]);
    const said = [`police ANSWERED ${SEALED.length}`, `market ANSWERED ${SEALED.length}`];
    expect(data).toMatchObject({ runRepairs: { repairs: [{ said }], police } });
  },
);

test('an agency that is down is unavailable', async () => {
  const gone = await startToyServer(() => undefined);
  await gone.stop();
  const toys = await startToys({ police: gone.url });
  stops.push(() => toys.stop());
  await expectUnavailable(toys, 'DOWN');
});

test('an agency that hangs is unavailable once its deadline is over', async () => {
  await expectUnavailable(await toysWithPolice(() => undefined, IMPATIENT), 'DEADLINE');
});

test('an agency that trickles its answer is unavailable once its deadline is over', async () => {
  const toys = await toysWithPolice((_body, _answer, response) => {
    response.write('{"data"');
    const drip = setInterval(() => response.write(' '), 20);
    response.on('close', () => {
      clearInterval(drip);
    });
  }, IMPATIENT);
  await expectUnavailable(toys, 'DEADLINE');
});

test('an agency that answers 500 is unavailable', async () => {
  const toys = await toysWithPolice((_body, _answer, response) => {
    response.writeHead(500).end(entities([reply({})]));
  });
  await expectUnavailable(toys, 'HTTP_STATUS');
});

test('an agency that answers garbage is unavailable', async () => {
  await expectUnavailable(
    await toysWithPolice((_body, answer) => {
      answer('<html>');
    }),
    'MALFORMED',
  );
});

test('an agency whose answer breaks off is unavailable', async () => {
  const toys = await toysWithPolice((_body, _answer, response) => {
    response.writeHead(200, { 'content-length': 5000 }).write('{"data":');
    setTimeout(() => response.destroy(), 20);
  });
  await expectUnavailable(toys, 'MALFORMED');
});

test('an agency that answers with errors is unavailable', async () => {
  const errors = [{ message: 'secret', path: ['_entities', 0, 'police'] }];
  const toys = await toysWithPolice((_body, answer) => {
    answer(JSON.stringify({ data: { _entities: [{ police: null }] }, errors }));
  });
  await expectUnavailable(toys, 'GRAPHQL_ERRORS');
});

test('an agency whose answer is longer than the limit is unavailable', async () => {
  const toys = await toysWithPolice((_body, answer) => {
    answer(entities([reply({ sealed: 'x'.repeat(200_000) })]));
  });
  await expectUnavailable(toys, 'TOO_LARGE');
});

const shapes: Record<string, unknown> = {
  'too few entities': [],
  'too many entities': [reply({}), reply({})],
  'no list': reply({}),
  'a null entity': [null],
  'a null reply': [{ police: null }],
  'a reply that is a text': [{ police: 'ANSWERED' }],
  'a list of replies': [{ police: [reply({}).police] }],
  'no status': [reply({ status: undefined })],
  'a status of another word': [reply({ status: 'MAYBE' })],
  'a sealed that is an object': [reply({ sealed: { name: 'x' } })],
  'a date that is none': [reply({ answeredAt: 'yesterday' })],
};

test.each(Object.keys(shapes))('an agency that answers %s is unavailable', async (name) => {
  const toys = await toysWithPolice((_body, answer) => {
    answer(entities(shapes[name]));
  });
  await expectUnavailable(toys, 'MALFORMED');
});

test('an agency cannot answer for another one, nor for the court', async () => {
  const toys = await toysWithPolice((_body, answer) => {
    const forged = { market: { status: 'REFUSED', sealed: 'forged' }, repairs: [], envelope: 'e' };
    answer(entities([{ ...reply({}), ...forged }]));
  });
  const { text } = await toys.ask(RUN, { ids: ['1'] });
  expect(text).toContain('police ANSWERED 1');
  expect(text).toContain('market ANSWERED 20000');
});

test('names that the client gave its fields are kept when an agency is unavailable', async () => {
  const toys = await toysWithPolice(() => undefined, IMPATIENT);
  const { data, errors } = await toys.ask(
    'mutation { a: runRepairs(ids: ["1"]) { __typename b: police { __typename c: status status } } }',
  );
  expect(errors).toEqual([]);
  expect(data).toEqual({
    a: {
      __typename: 'Inquiry',
      b: { __typename: 'AgencyReply', c: 'UNAVAILABLE', status: 'UNAVAILABLE' },
    },
  });
});

test('the deadline of one agency can differ from that of the others', async () => {
  const slow = await startToyServer((_body, answer) => {
    setTimeout(() => {
      answer(entities([reply({})]));
    }, 500);
  });
  const deadlines = { agency: 200, agencies: { police: 20_000 }, owner: 20_000 };
  const toys = await startToys({ police: slow.url }, { deadlines });
  stops.push(
    () => toys.stop(),
    () => slow.stop(),
  );
  const { text } = await toys.ask(RUN, { ids: ['1'] });
  expect(text).toContain('police ANSWERED 1');
});

test('an agency gets the envelope and the id of the request, and nothing of the caller', async () => {
  const toys = await startToys();
  stops.push(() => toys.stop());
  const clerk = await toys.people.signIn();
  const sent = { ...clerk.headers(), cookie: 'session=1', 'x-request-id': 'mine' };
  const { errors, headers } = await toys.post({ query: RUN, variables: { ids: ['1'] } }, sent);
  expect(errors).toEqual([]);
  const [asked] = toys.police.asked;
  expect(Object.keys(asked?.headers ?? {}).sort()).toEqual([
    'accept',
    'connection',
    'content-length',
    'content-type',
    'host',
    'relink-call',
    'x-request-id',
  ]);
  expect(asked?.headers['x-request-id']).toBe(headers.get('x-request-id'));
  expect(asked?.headers['x-request-id']).not.toBe('mine');
  expect(asked?.body).not.toContain('ids');
});
