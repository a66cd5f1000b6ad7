import { request } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { ERROR_MESSAGES } from '../../../schema/contract/errors.ts';
import type { ErrorCode } from '../../../schema/contract/errors.ts';
import { createCallSigner } from '../channel/sign-call.ts';
import type { Call } from '../channel/sign-call.ts';
import { createCallVerifier } from '../channel/verify-call.ts';
import { allow } from '../graph/allow.ts';
import { createBuilder } from '../graph/create-builder.ts';
import { createLogger } from '../log/logger.ts';
import type { Caller } from '../people/person.ts';
import { createCallerReader } from '../people/read-caller.ts';
import { toyKey } from '../people/toy-jwt.ts';
import type { ToyKey } from '../people/toy-jwt.ts';
import { toyProof } from '../people/toy-proof.ts';
import { AUDIENCE, NOW, PUBLIC_URL, toyClaims, toyProvider } from '../people/toy-provider.ts';
import { toyToken } from '../people/toy-provider.ts';
import type { ToyProvider } from '../people/toy-provider.ts';
import { toyParty, toyRing } from '../sealing/toy-parties.ts';
import type { ToyParty } from '../sealing/toy-parties.ts';
import { serveGraph } from './serve-graph.ts';
import type { RunningServer } from './serve-graph.ts';

const now = () => NOW;
const lines: string[] = [];
const asked: Caller[] = [];
const BODY = '{"query":"{ who }"}';
const posted: unknown[] = [];

let gateway: ToyParty;
let thief: ToyParty;
let services: Record<'court' | 'mall', ToyParty>;
let provider: ToyProvider;
let signing: ToyKey;
let own: ToyKey;
/** A service that serves people, and one that does not. */
let court: RunningServer;
let mall: RunningServer;

beforeAll(async () => {
  [gateway, thief] = await Promise.all([toyParty('gateway'), toyParty('thief')]);
  services = { court: await toyParty('court'), mall: await toyParty('mall') };
  provider = await toyProvider();
  [signing, own] = await Promise.all([provider.rotate(), toyKey('ES256')]);
  court = await serve('court', true);
  mall = await serve('mall', false);
});

beforeEach(() => {
  lines.length = 0;
  asked.length = 0;
  posted.length = 0;
});

afterAll(async () => {
  await Promise.all([court.stop(), mall.stop(), provider[Symbol.asyncDispose]()]);
});

function serve(code: 'court' | 'mall', servesPeople: boolean): Promise<RunningServer> {
  const { issuer } = provider;
  const told = { issuer, audience: AUDIENCE, rolesClaim: 'roles', publicUrls: [PUBLIC_URL], now };
  return serveGraph({
    schema: toySchema(),
    contextOf: (caller) => ({ caller }),
    answerAudit: () => Promise.reject(new Error('nobody audits')),
    verifyCall: createCallVerifier({ audience: code, keys: toyRing(services[code], gateway), now }),
    readCaller: servesPeople ? createCallerReader(told) : undefined,
    routes: { '/entries': (said) => Promise.resolve(void posted.push(said)) },
    log: createLogger(code, 'info', { write: (line) => lines.push(line) }),
    ...{ host: '127.0.0.1', port: 0, ready: () => Promise.resolve('no register' as const) },
  });
}

function toySchema() {
  const builder = createBuilder<{ caller: Caller }>();
  builder.queryFields((t) => ({
    who: t.string({
      resolve: (_root, _args, { caller }) => {
        asked.push(caller);
        return caller.person?.subject ?? 'nobody';
      },
    }),
    cases: t.string({
      ...allow({ roles: ['CLERK'], scope: 'case:read' }),
      nullable: true,
      resolve: () => 'cases',
    }),
  }));
  return builder.toSubGraphSchema({});
}

const JSON_TYPE = { 'content-type': 'application/json' };

function sign(audience: string, body: string, change: Partial<Call> = {}, by = gateway) {
  const call = { audience, body, requestId: 'request-1', roles: [], scopes: [] };
  return createCallSigner(toyRing(by, services.court, services.mall), now)({ ...call, ...change });
}

type Sent = {
  path?: string;
  method?: string;
  headers?: Record<string, string | string[]>;
  body?: string;
};

async function send(
  server: RunningServer,
  { path = '/graphql', method = 'POST', headers = {}, body = '' }: Sent,
) {
  const options = { method, headers: { ...JSON_TYPE, ...headers } };
  const answer = await new Promise<{ status: number; headers: IncomingHttpHeaders; body: string }>(
    (resolve, reject) => {
      const sent = request(`${server.url}${path}`, options, (response) => {
        const { statusCode = 0 } = response;
        text(response).then((said) => {
          resolve({ status: statusCode, headers: response.headers, body: said });
        }, reject);
      });
      sent.on('error', reject).end(body);
    },
  );
  return answer;
}

/** A call that the gateway signs for what is sent. */
async function call(
  server: RunningServer,
  { body = BODY, path = '/graphql', headers = {}, ...change }: Sent & Partial<Call> = {},
) {
  const token = await sign(server === court ? 'court' : 'mall', body, change);
  return send(server, { path, body, headers: { 'relink-call': token, ...headers } });
}

function refusal(code: ErrorCode) {
  return JSON.stringify({ errors: [{ message: ERROR_MESSAGES[code], extensions: { code } }] });
}

test('health is told to everybody', async () => {
  expect(await (await fetch(`${mall.url}/health/live`)).json()).toStrictEqual({ status: 'live' });
  const ready = await fetch(`${mall.url}/health/ready`);
  expect(ready.status).toBe(503);
  expect(await ready.json()).toStrictEqual({ status: 'not ready', lacks: 'no register' });
});

test('a signed call is answered, in the name of the roles that the gateway names', async () => {
  const roles = ['CLERK'] as const;
  const body = '{"query":"{ who cases }"}';
  const answer = await call(mall, { body, roles, scopes: ['case:read'] });
  expect(answer).toMatchObject({ status: 200 });
  expect(JSON.parse(answer.body)).toStrictEqual({ data: { who: 'gateway', cases: 'cases' } });
  expect(asked).toMatchObject([{ requestId: 'request-1', person: { roles } }]);
  const nobody = await call(mall, { body });
  expect(JSON.parse(nobody.body)).toMatchObject({
    data: { who: 'nobody', cases: null },
    errors: [{ path: ['cases'], extensions: { code: 'UNAUTHENTICATED' } }],
  });
});

test('a body in pieces and in several bytes a character is hashed as it travels', async () => {
  const body = JSON.stringify({ query: '{ who }', variables: { name: '欧阳小明'.repeat(50_000) } });
  const answer = await call(mall, { body, headers: { 'transfer-encoding': 'chunked' } });
  expect(answer).toMatchObject({ status: 200 });
});

test.each(['GET', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'QUERY'])(
  '%s is refused, signed or not',
  async (method) => {
    for (const headers of [{}, { 'relink-call': await sign('mall', '') }]) {
      lines.length = 0;
      const answer = await send(mall, { method, headers });
      expect(answer).toMatchObject({ status: 401, body: refusal('CALL_REFUSED') });
      expect(JSON.parse(lines.join(''))).toMatchObject({ code: 'WRONG_METHOD' });
    }
    expect(asked).toStrictEqual([]);
  },
);

test.each([
  ['without a token', () => undefined, 'MISSING'],
  ['with a token for another subgraph', () => sign('court', BODY), 'UNKNOWN_KEY'],
  ['with a token of another body', () => sign('mall', '{"query":"{ x }"}'), 'OTHER_BODY'],
  ['with a token of somebody else', () => sign('mall', BODY, {}, thief), 'UNKNOWN_KEY'],
  ['with a token that is none', () => 'x', 'MALFORMED'],
])('a call %s is refused, and recorded with the cause', async (_what, tokenOf, cause) => {
  const token = await tokenOf();
  const headers = token === undefined ? undefined : { 'relink-call': token };
  const answer = await send(mall, { body: BODY, ...(headers && { headers }) });
  expect(answer).toMatchObject({ status: 401, body: refusal('CALL_REFUSED') });
  expect(answer.headers['content-type']).toBe('application/json; charset=utf-8');
  expect(lines.map((line) => JSON.parse(line) as unknown)).toMatchObject([
    { level: 40, service: 'mall', code: cause, msg: 'a call was refused' },
  ]);
  expect(asked).toStrictEqual([]);
});

test('a call that comes a second time, or with a second token, is refused', async () => {
  const token = await sign('mall', BODY);
  const again = { body: BODY, headers: { 'relink-call': token } };
  expect(await send(mall, again)).toMatchObject({ status: 200 });
  expect(await send(mall, again)).toMatchObject({ status: 401, body: refusal('CALL_REFUSED') });
  const tokens = [await sign('mall', BODY), await sign('mall', BODY)];
  const twice = { body: BODY, headers: { 'relink-call': tokens } };
  expect(await send(mall, twice)).toMatchObject({ status: 401 });
  expect(asked).toHaveLength(1);
});

test('whoever signed nothing is refused before the body is waited for', async () => {
  const { hostname, port } = new URL(mall.url);
  const socket = connect(Number(port), hostname).on('error', () => undefined);
  const head = ['POST /graphql HTTP/1.1', 'host: x', 'content-type: application/json'];
  socket.write([...head, 'content-length: 50000000', '', '{'].join('\r\n'));
  const answer = await new Promise<string>((resolve) => {
    socket.once('data', (bytes) => {
      resolve(bytes.toString());
    });
  });
  socket.destroy();
  expect(answer).toMatch(/^HTTP\/1\.1 401 /u);
  expect(answer).toContain('connection: close');
});

test('a token of a person in the place of the gateway’s opens nothing', async () => {
  const token = toyToken(signing, toyClaims(provider.issuer, own.kid));
  for (const headers of [
    { authorization: `DPoP ${token}`, dpop: toyProof(own, token) },
    { 'relink-call': token },
  ]) {
    const answer = await send(court, { body: BODY, headers });
    expect(answer).toMatchObject({ status: 401, body: refusal('CALL_REFUSED') });
  }
});

test('a service for people reads who asks from token and proof, not from the gateway’s word', async () => {
  const token = toyToken(signing, toyClaims(provider.issuer, own.kid));
  const proof = toyProof(own, token, { claims: { jti: 'proof-number-one' } });
  const headers = { authorization: `DPoP ${token}`, dpop: proof };
  const body = '{"query":"{ who cases }"}';
  const signed = { 'relink-call': await sign('court', body, { roles: ['JUDGE'] }) };
  const answer = await send(court, { body, headers: { ...headers, ...signed } });
  expect(JSON.parse(answer.body)).toStrictEqual({ data: { who: 'wang.shuji', cases: 'cases' } });
  expect(asked).toMatchObject([
    {
      person: { subject: 'wang.shuji', roles: ['CLERK'], boundTo: own.kid },
      ...{ requestId: 'request-1', proofId: 'proof-number-one', key: { crv: 'P-256' } },
    },
  ]);
});

test('the gateway’s word about roles makes nobody somebody at a service for people', async () => {
  const body = '{"query":"{ who cases }"}';
  const answer = await call(court, { body, roles: ['CLERK'], scopes: ['case:read'] });
  expect(JSON.parse(answer.body)).toMatchObject({
    data: { who: 'nobody', cases: null },
    errors: [{ extensions: { code: 'UNAUTHENTICATED' } }],
  });
});

test.each([
  ['TOKEN_REFUSED', 'WRONG_SCHEME', { authorization: 'Bearer x' }],
  ['TOKEN_REFUSED', 'MALFORMED', { authorization: 'DPoP x', dpop: 'x' }],
] as const)('%s for %s is 401, recorded without the token', async (code, cause, headers) => {
  const answer = await call(court, { headers });
  expect(answer).toMatchObject({ status: 401, body: refusal(code) });
  expect(lines.map((line) => JSON.parse(line) as unknown)).toMatchObject([
    { level: 40, code, cause, requestId: 'request-1', msg: 'a caller was refused' },
  ]);
  expect(asked).toStrictEqual([]);
});

test('a token without its proof is refused as that', async () => {
  const token = toyToken(signing, toyClaims(provider.issuer, 'a'.repeat(43)));
  const headers = { authorization: `DPoP ${token}`, 'relink-call': await sign('court', BODY) };
  const answer = await send(court, { body: BODY, headers });
  expect(answer).toMatchObject({ status: 401, body: refusal('PROOF_REFUSED') });
  expect(lines.join('')).toContain('"cause":"MISSING"');
  expect(lines.join('')).not.toContain(token);
});

test('a signed body that is no JSON, of another type, or of another address is refused in our words', async () => {
  const broken = await call(mall, { body: '{' });
  expect(broken).toMatchObject({ status: 400, body: refusal('BAD_REQUEST') });
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  const posted = await call(mall, { body: 'query={who}', headers: form });
  expect(posted).toMatchObject({ status: 415, body: refusal('BAD_REQUEST') });
  const elsewhere = await fetch(`${mall.url}/graphql/x`, { method: 'POST' });
  expect([elsewhere.status, await elsewhere.text()]).toStrictEqual([404, refusal('NOT_FOUND')]);
  expect(asked).toStrictEqual([]);
});

test('what else a service takes is taken from the gateway alone', async () => {
  const [path, body] = ['/entries', '{"entries":[]}'];
  expect(await call(mall, { path, body })).toMatchObject({ status: 204, body: '' });
  const refused = { status: 401, body: refusal('CALL_REFUSED') };
  expect(await send(mall, { path, body })).toMatchObject(refused);
  expect(await send(mall, { path, method: 'GET' })).toMatchObject(refused);
  expect(posted).toStrictEqual([{ entries: [] }]);
});
