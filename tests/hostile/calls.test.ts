import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, inject, test } from 'vitest';
import { createCallSigner } from '../../subgraphs/kit/channel/sign-call.ts';
import { loadOrCreateKeys } from '../../subgraphs/kit/sealing/keys.ts';
import type { OwnKeys } from '../../subgraphs/kit/sealing/keys.ts';
import { forgeJws, signingKey, toyParty } from '../../subgraphs/kit/sealing/toy-parties.ts';
import { post } from '../support/doors.ts';
import { expectRefusal } from '../support/expect-refusal.ts';
import { findLeaks } from '../support/find-leaks.ts';
import { altered, ownKeysOf } from '../support/hostile-envelopes.ts';
import { logSince } from '../support/log-since.ts';
import { recordedHub } from '../support/recorded-hub.ts';
import { repairsOf } from '../support/sample-repairs.ts';
import { PEOPLE, headersOf } from '../support/session-of.ts';
import { gatewaySigner } from '../support/signed-call.ts';

const { home, subgraphUrls } = inject('sample');
const gateway = await loadOrCreateKeys(join(home, 'keys', 'gateway.jwks.json'));
const sign = await gatewaySigner();
const thief = (await toyParty('gateway')).own;
const BODY = JSON.stringify({ query: '{ __typename }' });

type Attack = [name: string, code: string, make: (audience: string) => Promise<string>];

const attacks: Attack[] = [
  [
    'is of another subgraph',
    'WRONG_AUDIENCE',
    (audience) => call(audience === 'police' ? 'mall' : 'police'),
  ],
  ['is of the gateway itself', 'WRONG_AUDIENCE', () => call('gateway')],
  ['is of another body', 'OTHER_BODY', (audience) => call(audience, BODY.replace('{', '{ '))],
  ['is of no body', 'OTHER_BODY', (audience) => call(audience, '')],
  ['has expired', 'EXPIRED', (audience) => callAt(-120, audience)],
  ['is of a later time', 'NOT_YET_VALID', (audience) => callAt(120, audience)],
  ['lives for an hour', 'TOO_LONG_LIVED', forged({ exp: seconds() + 3600 })],
  ['is of another issuer', 'WRONG_ISSUER', forged({ iss: 'court' })],
  ['has no id', 'MALFORMED', forged({ jti: undefined })],
  ['says nothing of the body', 'MALFORMED', forged({ bsh: undefined })],
  ['is signed by somebody unknown', 'UNKNOWN_KEY', (audience) => call(audience, BODY, thief)],
  [
    "is signed by somebody unknown under the gateway's kid",
    'BAD_SIGNATURE',
    (audience) => forged({}, { kid: signingKey(gateway).kid }, thief)(audience),
  ],
  [
    "is signed by the court's true keys",
    'UNKNOWN_KEY',
    async (audience) => call(audience, BODY, await ownKeysOf(home, 'court')),
  ],
  [
    "is signed by an agency's true keys",
    'UNKNOWN_KEY',
    async (audience) => call(audience, BODY, await ownKeysOf(home, 'market')),
  ],
  [
    "brings a thief's key along",
    'BAD_SIGNATURE',
    (audience) => forged({}, { jwk: thief.public.jwks.keys[0] }, thief)(audience),
  ],
  [
    "brings a thief's key along under its own kid",
    'UNKNOWN_KEY',
    (audience) => {
      const { kid } = signingKey(thief);
      return forged({}, { kid, jwk: thief.public.jwks.keys[0] }, thief)(audience);
    },
  ],
  ['is signed for something else', 'WRONG_TYPE', forged({}, { typ: 'relink-warrant+jwt' })],
  ['says that nobody signed it', 'BAD_SIGNATURE', unsigned],
  ['was changed after signing', 'BAD_SIGNATURE', changed],
  ['is no JWT', 'MALFORMED', () => Promise.resolve('nothing')],
  ['is empty', 'MALFORMED', () => Promise.resolve('')],
  ['is two calls', 'BAD_SIGNATURE', async (to) => `${await call(to)}, ${await call(to)}`],
  ['is very long', 'MALFORMED', () => Promise.resolve('e'.repeat(9000))],
];

const subgraphs = Object.entries(subgraphUrls);

/** That the process still answers, and that a sound call is taken where an unsound one was not. */
async function expectSoundCallTaken(code: string, url: string): Promise<void> {
  const { status, text } = await send(url, await call(code));
  expect([status, text]).toEqual([200, '{"data":{"__typename":"Query"}}']);
}

describe.each(subgraphs)('%s', (code, url) => {
  afterEach(() => expectSoundCallTaken(code, url));

  test('refuses whoever calls it directly, and records it', async () => {
    const log = await logSince(home, code);
    expectRefusal(await send(url, undefined), 401, 'CALL_REFUSED');
    expect(await log.has('"code":"MISSING","msg":"a call was refused"')).toBe(true);
  });

  test('refuses a person who comes without the gateway', async () => {
    const people = await headersOf('judge');
    expectRefusal(await post(url, people, BODY), 401, 'CALL_REFUSED');
  });

  test('takes a call once', async () => {
    const log = await logSince(home, code);
    const token = await call(code);
    expect((await send(url, token)).status).toBe(200);
    expectRefusal(await send(url, token), 401, 'CALL_REFUSED');
    expect(await log.has('"code":"REPLAYED","msg":"a call was refused"')).toBe(true);
  });

  test('takes one of several alike that come at once', async () => {
    const token = await call(code);
    const said = await Promise.all([1, 2, 3, 4].map(() => send(url, token)));
    expect(said.map(({ status }) => status).sort()).toEqual([200, 401, 401, 401]);
  });

  test.each(['GET', 'PUT', 'DELETE'])('refuses a sound call by %s', async (method) => {
    const log = await logSince(home, code);
    const headers = { 'relink-call': await call(code, '') };
    const answer = await fetch(`${url}/graphql?query=%7B__typename%7D`, { method, headers });
    expectRefusal({ status: answer.status, text: await answer.text() }, 401, 'CALL_REFUSED');
    expect(await log.has('"code":"WRONG_METHOD","msg":"a call was refused"')).toBe(true);
  });

  test('does not wait for fifty megabytes of somebody it does not know', async () => {
    expect(await startOfLongBody(url)).toMatch(/^HTTP\/1\.1 401 /u);
  });
});

// they are verified by the same code everywhere: once where people are served, and once where not
describe.each(subgraphs.filter(([code]) => code === 'court' || code === 'police'))(
  '%s refuses a call',
  (code, url) => {
    afterEach(() => expectSoundCallTaken(code, url));

    test.each(attacks)('that %s (%s)', async (_, refusal, make) => {
      const log = await logSince(home, code);
      expectRefusal(await send(url, await make(code)), 401, 'CALL_REFUSED');
      expect(await log.has(`"code":"${refusal}","msg":"a call was refused"`)).toBe(true);
    });
  },
);

const RUN = `mutation Run($ids: [ID!]!) {
  runRepairs(
    ids: $ids, purpose: SERVICE_OF_DOCUMENTS, kinds: [PHONE, ADDRESS], legalBasis: "CPL art. 87"
  ) { repairs { id status } followUp { repairs { id status } } }
}`;

test("people's tokens reach the court and no agency", async () => {
  await using hub = await recordedHub();
  const [id] = await repairsOf('clean');
  const people = await headersOf('clerk');
  const body = JSON.stringify({ query: RUN, variables: { ids: [id] } });
  expect((await post(hub.url, people, body)).text).toContain('"status":"FOUND"');
  const { authorization = '', dpop = '' } = people;
  const token = authorization.replace('DPoP ', '');
  const secrets = [token, dpop, ...token.split('.'), ...dpop.split('.'), PEOPLE.clerk];
  const { court = Buffer.alloc(0), client = Buffer.alloc(0), ...agencies } = hub.recordedBy();
  for (const seen of [client, court]) expect(findLeaks(seen, secrets).size).toBe(secrets.length);
  expect(Object.keys(agencies).sort()).toEqual(
    Object.keys(subgraphUrls)
      .filter((code) => code !== 'court')
      .sort(),
  );
  for (const seen of Object.values(agencies)) {
    expect(seen.toString('latin1')).toMatch(/^relink-call: /imu);
    expect(seen.toString('latin1')).not.toMatch(/^(?:authorization|dpop|cookie): /imu);
    expect([...findLeaks(seen, secrets)]).toEqual([]);
  }
});

test('a call that was captured on the way serves no other body, and not once more', async () => {
  await using hub = await recordedHub();
  const [id] = await repairsOf('clean');
  const body = JSON.stringify({ query: RUN, variables: { ids: [id] } });
  await post(hub.url, await headersOf('clerk'), body);
  for (const [code, bytes] of Object.entries(hub.recordedBy())) {
    if (code === 'client') continue;
    const [, captured = ''] = /^relink-call: (\S+)/imu.exec(bytes.toString('latin1')) ?? [];
    const log = await logSince(home, code);
    expectRefusal(await send(subgraphUrls[code] ?? '', captured), 401, 'CALL_REFUSED');
    expect(await log.has('"code":"OTHER_BODY","msg":"a call was refused"')).toBe(true);
    const same = /\r\n\r\n(?<body>\{"query":.*?\})(?=POST |HTTP|$)/su.exec(bytes.toString());
    const again = await post(
      subgraphUrls[code] ?? '',
      { 'relink-call': captured },
      same?.groups?.['body'] ?? '',
    );
    expectRefusal(again, 401, 'CALL_REFUSED');
    expect(await log.has('"code":"REPLAYED","msg":"a call was refused"')).toBe(true);
  }
});

function send(url: string, token: string | undefined) {
  return post(url, token === undefined ? {} : { 'relink-call': token }, BODY);
}

/** A sound call, but for who signs it. */
function call(audience: string, body = BODY, by?: OwnKeys): Promise<string> {
  const signer = by === undefined ? sign : createCallSigner(by, () => new Date());
  return signer({ audience, body, requestId: randomUUID(), roles: [], scopes: [] });
}

function callAt(later: number, audience: string): Promise<string> {
  const signer = createCallSigner(gateway, () => new Date(Date.now() + later * 1000));
  return signer({ audience, body: BODY, requestId: randomUUID(), roles: [], scopes: [] });
}

/** A sound call with some claims changed before the gateway signs it. */
function forged(change: object, header: object = {}, by = gateway) {
  return async (audience: string) => {
    const [head = '', payload = ''] = (await call(audience)).split('.');
    const sound = { ...parsed(head), ...header } as Parameters<typeof forgeJws>[1];
    return forgeJws({ ...parsed(payload), ...change }, sound, signingKey(by).key);
  };
}

async function unsigned(audience: string): Promise<string> {
  const [head = '', payload = ''] = (await call(audience)).split('.');
  const none = Buffer.from(JSON.stringify({ ...parsed(head), alg: 'none' })).toString('base64url');
  return `${none}.${payload}.`;
}

async function changed(audience: string): Promise<string> {
  const [head = '', payload = '', signature = ''] = (await call(audience)).split('.');
  const more = Buffer.from(JSON.stringify({ ...parsed(payload), roles: ['JUDGE'] }));
  return [head, more.toString('base64url'), altered(signature)].join('.');
}

function parsed(part: string): object {
  return JSON.parse(Buffer.from(part, 'base64url').toString()) as object;
}

function seconds(): number {
  return Math.floor(Date.now() / 1000);
}

/** What comes back to a body of fifty megabytes of which the end never comes. */
function startOfLongBody(url: string): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname);
    const head = ['POST /graphql HTTP/1.1', 'host: a', 'content-type: application/json'];
    socket.write([...head, `content-length: ${50 * 1024 * 1024}`, '', '{'].join('\r\n'));
    socket.once('error', reject);
    socket.once('data', (bytes) => {
      resolve(bytes.toString());
      socket.destroy();
    });
  });
}
