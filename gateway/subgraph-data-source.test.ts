import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { decodeJwt } from 'jose';
import { afterEach, expect, test } from 'vitest';
import { createCallVerifier } from '../subgraphs/kit/channel/verify-call.ts';
import { publicKeys } from '../subgraphs/kit/sealing/keys.ts';
import { toyFolder, toyParty } from '../subgraphs/kit/sealing/toy-parties.ts';
import { startToys } from './toys/start-toys.ts';
import type { Toys } from './toys/start-toys.ts';
import { startToyServer } from './toys/toy-server.ts';
import type { Asked } from './toys/toy-server.ts';

const RUN = `mutation Run($ids: [ID!]!) {
  runRepairs(ids: $ids) { repairs { id said } police { status } }
}`;
const body = { query: RUN, variables: { ids: ['1'] } };

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(stops.splice(0).map((stop) => stop()));
});

async function toysWith(urls: Record<string, string> = {}): Promise<Toys> {
  const toys = await startToys(urls);
  stops.push(() => toys.stop());
  return toys;
}

/** A subgraph that refuses everybody with a code. */
async function refusing(code: string): Promise<string> {
  const server = await startToyServer((_body, _answer, response) => {
    const errors = [{ message: 'a secret', extensions: { code } }];
    response.writeHead(401, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ errors }));
  });
  stops.push(() => server.stop());
  return server.url;
}

const callOf = (asked: Asked | undefined) => String(asked?.headers['relink-call']);

test('each call is signed for its subgraph, over its body, with the rights of who asks', async () => {
  const toys = await toysWith();
  const clerk = await toys.people.signIn();
  const { headers } = await toys.post(body, { ...clerk.headers() });
  const all = { court: toys.court.asked, police: toys.police.asked, market: toys.market.asked };
  expect(Object.values(all).map(({ length }) => length)).toEqual([2, 1, 1]);
  for (const [audience, calls] of Object.entries(all)) {
    const keys = toys.keys[audience] ?? expect.fail('a subgraph without keys');
    const verify = createCallVerifier({ audience, keys, now: () => new Date() });
    for (const asked of calls) {
      const { rid, roles, scopes, sub } = decodeJwt(callOf(asked));
      expect({ rid, roles, scopes, sub }).toEqual({
        rid: headers.get('x-request-id'),
        roles: ['CLERK'],
        scopes: ['case:read', 'repair:run'],
        sub: undefined,
      });
      expect(await verify(callOf(asked), Buffer.from(`${asked.body} `))).toMatchObject({
        code: 'OTHER_BODY',
      });
      expect(await verify(callOf(asked), Buffer.from(asked.body))).toMatchObject({ ok: true });
    }
  }
  const ids = Object.values(all).flatMap((calls) => calls.map((one) => decodeJwt(callOf(one)).jti));
  expect(new Set(ids).size).toBe(4);
});

test('who asks is told to subgraphs that serve people, and to no agency', async () => {
  const toys = await toysWith();
  const clerk = await toys.people.signIn();
  const credentials = clerk.headers();
  await toys.post(body, { ...credentials });
  for (const { headers } of toys.court.asked) expect(headers).toMatchObject(credentials);
  for (const { headers, body: sent } of [...toys.police.asked, ...toys.market.asked]) {
    expect(headers).not.toHaveProperty('authorization');
    expect(headers).not.toHaveProperty('dpop');
    expect(JSON.stringify(headers) + sent).not.toContain(clerk.token.slice(0, 60));
  }
});

test('of nobody nothing is told, and the calls are signed all the same', async () => {
  const toys = await toysWith();
  await toys.post(body, { dpop: 'something' });
  for (const { headers } of [...toys.court.asked, ...toys.police.asked]) {
    expect(headers).not.toHaveProperty('dpop');
    expect(decodeJwt(String(headers['relink-call']))).toMatchObject({ roles: [], scopes: [] });
  }
});

test.each(['TOKEN_REFUSED', 'PROOF_REFUSED'])(
  'a subgraph that serves people says %s to the client',
  async (code) => {
    const toys = await toysWith({ court: await refusing(code) });
    const { data, errors, text } = await toys.ask(RUN, { ids: ['1'] });
    expect(data).toEqual({ runRepairs: null });
    expect(errors.map(({ extensions }) => extensions.code)).toEqual([code]);
    expect(text).not.toContain('secret');
  },
);

test('a subgraph that does not accept the call has failed, and the log says why', async () => {
  const toys = await toysWith({ court: await refusing('CALL_REFUSED') });
  const { errors } = await toys.ask(RUN, { ids: ['1'] });
  expect(errors.map(({ extensions }) => extensions.code)).toEqual(['SUBGRAPH_UNAVAILABLE']);
  const line = toys.log.find((text) => text.includes('a subgraph failed')) ?? '{}';
  expect(JSON.parse(line)).toMatchObject({ subgraph: 'court', cause: 'CALL_REFUSED' });
});

test.each(['TOKEN_REFUSED', 'CALL_REFUSED'])(
  'an agency that says %s is unavailable and nothing more',
  async (code) => {
    const toys = await toysWith({ police: await refusing(code) });
    const { data, errors } = await toys.ask(RUN, { ids: ['1'] });
    expect(errors).toEqual([]);
    expect(data).toMatchObject({ runRepairs: { police: { status: 'UNAVAILABLE' } } });
    const line = toys.log.find((text) => text.includes('a subgraph failed')) ?? '{}';
    expect(JSON.parse(line)).toMatchObject({ subgraph: 'police', cause: 'CALL_REFUSED' });
  },
);

test('a subgraph of which no keys are pinned is unavailable, and the log says so at the start', async () => {
  const folder = await toyFolder();
  const { code, own } = await toyParty('court');
  await writeFile(join(folder, `${code}.json`), JSON.stringify(publicKeys(own)));
  const toys = await startToys({}, { pinnedKeysDir: folder });
  stops.push(() => toys.stop());
  const lines = toys.log.filter((text) => text.includes('none of its keys is pinned'));
  expect(lines.map((line) => JSON.parse(line) as unknown)).toMatchObject(
    ['market', 'police'].map((subgraph) => ({ level: 40, subgraph, cause: 'NO_KEYS' })),
  );
  const { data } = await toys.ask('{ enterprise(uscc: "1") { name } }');
  expect(data).toEqual({ enterprise: null });
  expect(toys.market.asked).toEqual([]);
  const line = toys.log.find((text) => text.includes('a subgraph failed')) ?? '{}';
  expect(JSON.parse(line)).toMatchObject({ subgraph: 'market', cause: 'NO_KEYS' });
});

test('a subgraph that pinned another gateway answers this one nothing', async () => {
  const other = await toysWith();
  const toys = await toysWith({ court: other.court.url });
  const { errors } = await toys.ask('{ court }');
  expect(errors.map(({ extensions }) => extensions.code)).toEqual(['SUBGRAPH_UNAVAILABLE']);
});
