import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { afterEach, describe, expect, inject, test } from 'vitest';
import { createCallSigner } from '../../subgraphs/kit/channel/sign-call.ts';
import { sharedSecret } from '../../subgraphs/kit/channel/toy-call.ts';
import { forgeJwt } from '../../subgraphs/kit/people/toy-jwt.ts';
import type { OwnKeys } from '../../subgraphs/kit/sealing/keys.ts';
import { forgeJws, signingKey, toyParty } from '../../subgraphs/kit/sealing/toy-parties.ts';
import { AGENCIES } from '../support/agencies.ts';
import { post } from '../support/doors.ts';
import { expectRefusal } from '../support/expect-refusal.ts';
import { findLeaks } from '../support/find-leaks.ts';
import { ownKeysOf } from '../support/hostile-envelopes.ts';
import { logSince } from '../support/log-since.ts';
import { recordedHub } from '../support/recorded-hub.ts';
import { repairsOf } from '../support/sample-repairs.ts';
import { PEOPLE, headersOf } from '../support/session-of.ts';
import { gatewayRing, gatewaySigner } from '../support/signed-call.ts';

const { home, subgraphUrls } = inject('sample');
const ring = await gatewayRing();
const sign = await gatewaySigner();
const thief = (await toyParty('gateway')).own;
const BODY = JSON.stringify({ query: '{ __typename }' });

type Attack = [name: string, code: string, make: (audience: string) => Promise<string>];

const attacks: Attack[] = [
  [
    'is of another subgraph',
    'UNKNOWN_KEY',
    (audience) => call(audience === 'police' ? 'mall' : 'police'),
  ],
  ['names another subgraph', 'WRONG_AUDIENCE', forged({ aud: 'market' })],
  ['is of the gateway itself', 'UNKNOWN_KEY', () => call('gateway')],
  ['is of another body', 'OTHER_BODY', (audience) => call(audience, BODY.replace('{', '{ '))],
  ['is of no body', 'OTHER_BODY', (audience) => call(audience, '')],
  ['has expired', 'EXPIRED', (audience) => callAt(-120, audience)],
  ['is of a later time', 'NOT_YET_VALID', (audience) => callAt(120, audience)],
  ['lives for an hour', 'TOO_LONG_LIVED', forged({ exp: seconds() + 3600 })],
  ['is of another issuer', 'WRONG_ISSUER', forged({ iss: 'court' })],
  ['has no id', 'MALFORMED', forged({ jti: undefined })],
  ['says nothing of the body', 'MALFORMED', forged({ bsh: undefined })],
  ['is made by somebody unknown', 'UNKNOWN_KEY', (audience) => call(audience, BODY, thief)],
  [
    "is made by somebody unknown under the gateway's kid",
    'BAD_SIGNATURE',
    async (audience) => forged({}, {}, await secretOf(thief, audience))(audience),
  ],
  [
    "is made with the court's true keys",
    'UNKNOWN_KEY',
    async (audience) => call(audience, BODY, await ownKeysOf(home, 'court')),
  ],
  [
    "is made with an agency's true keys",
    'UNKNOWN_KEY',
    async (audience) => call(audience, BODY, await ownKeysOf(home, 'market')),
  ],
  [
    "is made with an agency's true keys under the gateway's kid",
    'BAD_SIGNATURE',
    async (to) => forged({}, {}, await secretOf(await ownKeysOf(home, 'market'), to))(to),
  ],
  [
    'is made with what an agency and the gateway agree on',
    'BAD_SIGNATURE',
    async (to) => forged({}, {}, await secretOf(ring.own, 'market'))(to),
  ],
  [
    "brings a thief's key along",
    'BAD_SIGNATURE',
    async (audience) => {
      const secret = Buffer.alloc(32, 1);
      const jwk = { kty: 'oct', k: secret.toString('base64url') };
      return forged({}, { jwk }, secret)(audience);
    },
  ],
  [
    "is signed with the gateway's signing key",
    'BAD_SIGNATURE',
    async (audience) => {
      const { key, kid } = signingKey(ring.own);
      const [head, claims] = partsOf(await call(audience));
      return forgeJws(claims, { ...head, alg: 'EdDSA', kid }, key);
    },
  ],
  [
    "takes the gateway's public key for the secret",
    'BAD_SIGNATURE',
    (audience) => forged({}, {}, publicPoint(ring.own))(audience),
  ],
  [
    "takes the subgraph's public key for the secret",
    'BAD_SIGNATURE',
    async (to) => forged({}, {}, publicPoint(await ownKeysOf(home, to)))(to),
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
  const { court = Buffer.alloc(0), client = Buffer.alloc(0), ...others } = hub.recordedBy();
  // the audit service is told who asks, and gets no token
  const agencies = Object.fromEntries(
    Object.entries(others).filter(([code]) => AGENCIES.includes(code)),
  );
  const secretsOfToken = secrets.filter((secret) => secret !== PEOPLE.clerk);
  expect([...findLeaks(others['audit'] ?? Buffer.alloc(0), secretsOfToken)]).toEqual([]);
  for (const seen of [client, court]) expect(findLeaks(seen, secrets).size).toBe(secrets.length);
  expect(Object.keys(agencies).sort()).toEqual(AGENCIES);
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
    if (code !== 'court' && !AGENCIES.includes(code)) continue;
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

/** A sound call, but for who makes it. */
function call(audience: string, body = BODY, by: OwnKeys = ring.own): Promise<string> {
  const about = { audience, body, requestId: randomUUID(), roles: [], scopes: [] };
  return by === ring.own ? sign(about) : signerOf(by, 0)(about);
}

function callAt(later: number, audience: string): Promise<string> {
  const about = { audience, body: BODY, requestId: randomUUID(), roles: [], scopes: [] };
  return signerOf(ring.own, later)(about);
}

function signerOf(own: OwnKeys, later: number) {
  const now = () => new Date(Date.now() + later * 1000);
  return createCallSigner(() => Promise.resolve({ ...ring, own }), now);
}

/** What these keys and the pinned ones of a party agree on. */
async function secretOf(own: OwnKeys, code: string): Promise<Buffer> {
  return (await sharedSecret({ ...ring, own }, code)).secret;
}

function publicPoint({ public: { jwks } }: OwnKeys): Buffer {
  return Buffer.from(jwks.keys.find(({ use }) => use === 'enc')?.x ?? '', 'base64url');
}

/** A sound call with some claims changed before the gateway makes it, or somebody with a secret. */
function forged(change: object, header: object = {}, secret?: Buffer) {
  return async (audience: string) => {
    const [head, claims] = partsOf(await call(audience));
    const key = secret ?? (await secretOf(ring.own, audience));
    return forgeJwt({ ...head, ...header }, { ...claims, ...change }, key);
  };
}

async function unsigned(audience: string): Promise<string> {
  const [head, claims] = partsOf(await call(audience));
  return forgeJwt({ ...head, alg: 'none' }, claims, undefined);
}

async function changed(audience: string): Promise<string> {
  const token = await call(audience);
  const [, claims] = partsOf(token);
  const more = Buffer.from(JSON.stringify({ ...claims, roles: ['JUDGE'] })).toString('base64url');
  return token.split('.').with(1, more).join('.');
}

function partsOf(token: string): [object, object] {
  const [head = {}, claims = {}] = token
    .split('.', 2)
    .map((part) => JSON.parse(Buffer.from(part, 'base64url').toString()) as object); // of a sound call
  return [head, claims];
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
