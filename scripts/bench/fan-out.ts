import { createServer } from 'node:http';
import { Pool } from 'undici';
import { CANNED_AGENCIES, CANNED_FIELDS } from './canned-graph.ts';
import { listen } from './listen.ts';

type Entities = { _entities: [Record<string, unknown>] };

/** Run as a process of its own: the requests of one inquiry, written out, and nothing else. */
const urls = JSON.parse(process.argv[2] ?? '{}') as Record<string, string>; // ours, see gateway.ts
const pools = new Map(
  Object.entries(urls).map(([code, url]) => [
    code,
    new Pool(url.slice(0, -8), { connections: 128 }),
  ]),
);

const RUN = 'mutation Run($ids:[ID!]!){runRepairs(ids:$ids){__typename envelope}}';
const REPLY = (code: string) =>
  `query Run($representations:[_Any!]!){_entities(representations:$representations){...on Inquiry{${code}{status sealed}}}}`;
const REPAIRS = `query Run($representations:[_Any!]!){_entities(representations:$representations){...on Inquiry{repairs{${CANNED_FIELDS}}}}}`;

async function ask<Data>(code: string, query: string, variables: object): Promise<Data> {
  const pool = pools.get(code);
  if (pool === undefined) throw new Error(`No subgraph ${code}`);
  const { body } = await pool.request({
    method: 'POST',
    path: '/graphql',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  const answer = (await body.json()) as { data: Data }; // canned
  return answer.data;
}

async function run(variables: object): Promise<object> {
  const { runRepairs } = await ask<{ runRepairs: { envelope: string } }>('court', RUN, variables);
  const key = { __typename: 'Inquiry', envelope: runRepairs.envelope };
  const replies = await Promise.all(
    CANNED_AGENCIES.map((code) => ask<Entities>(code, REPLY(code), { representations: [key] })),
  );
  const fields = replies.flatMap(({ _entities: [entity] }) => Object.entries(entity));
  const representation = { ...Object.fromEntries(fields), ...key };
  const merged = await ask<Entities>('court', REPAIRS, { representations: [representation] });
  return { data: { runRepairs: { repairs: merged._entities[0]['repairs'] } } };
}

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const { variables } = JSON.parse(Buffer.concat(chunks).toString()) as { variables: object }; // the bench's own client
    void run(variables).then((answer) => {
      const body = JSON.stringify(answer);
      response.writeHead(200, { 'content-type': 'application/json' }).end(body);
    });
  });
});
const url = await listen(server, '/graphql');
process.once('disconnect', () => process.exit(0));
process.send?.({ url });
