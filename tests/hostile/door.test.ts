import { afterAll, afterEach, beforeAll, expect, inject, test, vi } from 'vitest';
import type { ErrorCode } from '../../schema/contract/errors.ts';
import { tryGraph } from '../support/ask-graph.ts';
import { expectRefusal } from '../support/expect-refusal.ts';
import { READ_REPAIR, expectAllOf, expectNothingOf, foundRepair } from '../support/found-repair.ts';
import { logSince } from '../support/log-since.ts';
import { bodyOf, dial, say, statusesOf } from '../support/raw-http.ts';
import { headersOf } from '../support/session-of.ts';
import { testGateway } from '../support/test-gateway.ts';
import type { TestGateway } from '../support/test-gateway.ts';

const { home, gatewayUrl } = inject('sample');
const repair = await foundRepair();
const MB = 1024 * 1024;
const variables = { id: repair.id };
const BODY = JSON.stringify({ query: READ_REPAIR, variables });
const LENGTH = `content-length: ${BODY.length}`;
const HEAD = ['POST /graphql HTTP/1.1', 'host: relink'];
const JSON_TYPE = 'content-type: application/json';

/** One that waits for nobody. */
const hasty: TestGateway[] = [];
beforeAll(async () => {
  const env = { HEADERS_TIMEOUT_MS: '300', REQUEST_TIMEOUT_MS: '600' };
  hasty.push(await testGateway({}, env));
});
afterAll(() => Promise.all(hasty.map((gateway) => gateway[Symbol.asyncDispose]())));
const hastyUrl = () => hasty[0]?.url ?? '';

afterEach(async () => {
  expectAllOf(repair, (await tryGraph(gatewayUrl, READ_REPAIR, variables)).text);
});

/** Again, where a machine that is busy is too slow for it. */
async function expectHastyAnswers(): Promise<void> {
  await vi.waitFor(async () => {
    expectAllOf(repair, (await tryGraph(hastyUrl(), READ_REPAIR, variables)).text);
  }, 20_000);
}

function expectTurnedAway(answer: string, status: number, code: ErrorCode): void {
  expect(statusesOf(answer)).toEqual([status]);
  expectRefusal({ status, text: bodyOf(answer) }, status, code);
  expectNothingOf(repair, answer);
}

/** The headers of somebody whose browser sends them along, for what it is worth. */
async function clerk(): Promise<string[]> {
  return Object.entries(await headersOf('clerk')).map(([name, value]) => `${name}: ${value}`);
}

test('what is refused below is answered when it is sent as it should be', async () => {
  const rest = [JSON_TYPE, LENGTH, 'connection: close', '', BODY];
  const answer = await say(gatewayUrl, ...HEAD, ...(await clerk()), ...rest);
  expect(statusesOf(answer)).toEqual([200]);
  expectAllOf(repair, answer);
});

test.each([
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=a',
  'text/plain',
  'text/plain; application/json',
  'text/plain;charset=application/json',
  'application/json-patch+json',
  'application/graphql',
  '',
])("another site's form of type '%s' is refused, with everything a browser adds", async (type) => {
  const log = await logSince(home, 'court');
  const site = ['origin: https://evil.example', 'sec-fetch-site: cross-site', 'cookie: a=b'];
  const rest = [`content-type: ${type}`, LENGTH, 'connection: close', '', BODY];
  const answer = await say(gatewayUrl, ...HEAD, ...(await clerk()), ...site, ...rest);
  expectTurnedAway(answer, 415, 'BAD_REQUEST');
  expect(await log.read()).toBe('');
});

test('a form of fields that would make a document is refused', async () => {
  const form = `query=${encodeURIComponent('mutation { __typename }')}`;
  const type = 'content-type: application/x-www-form-urlencoded';
  const rest = [type, `content-length: ${form.length}`, 'connection: close', '', form];
  expectTurnedAway(await say(gatewayUrl, ...HEAD, ...rest), 415, 'BAD_REQUEST');
});

test.each([
  ['a query', '{ me { subject } }'],
  ['a mutation', 'mutation { revealContact(id: "1", reason: "a reason") }'],
  ['a query of types', '{ __typename }'],
])('%s in the address is refused', async (_, document) => {
  const path = `/graphql?query=${encodeURIComponent(document)}`;
  const more = ['host: relink', 'apollo-require-preflight: 1', 'connection: close', '', ''];
  const answer = await say(gatewayUrl, `GET ${path} HTTP/1.1`, ...(await clerk()), ...more);
  expectTurnedAway(answer, 405, 'BAD_REQUEST');
});

test('no other site is told that it may ask', async () => {
  const more = ['origin: https://evil.example', 'access-control-request-method: POST'];
  const rest = [...more, 'host: relink', 'connection: close', '', ''];
  const answer = await say(gatewayUrl, 'OPTIONS /graphql HTTP/1.1', ...rest);
  expectTurnedAway(answer, 405, 'BAD_REQUEST');
  expect(answer).not.toMatch(/access-control-/iu);
  const real = [JSON_TYPE, 'origin: https://evil.example', LENGTH, 'connection: close', '', BODY];
  expect(await say(gatewayUrl, ...HEAD, ...real)).not.toMatch(/access-control-/iu);
});

test('fifty megabytes are refused by what their header says', async () => {
  const { socket, answer } = dial(gatewayUrl);
  socket.write([...HEAD, JSON_TYPE, `content-length: ${50 * MB}`, '', '{"query":"'].join('\r\n'));
  expectTurnedAway(await answer, 413, 'PAYLOAD_TOO_LARGE');
});

test('fifty megabytes that are really sent are not read to their end', async () => {
  const { socket, answer } = dial(gatewayUrl);
  const sent = { bytes: 0, hasEnded: false };
  socket.on('close', () => (sent.hasEnded = true));
  socket.write([...HEAD, JSON_TYPE, 'transfer-encoding: chunked', '', ''].join('\r\n'));
  const chunk = `10000\r\n${'a'.repeat(0x10000)}\r\n`;
  while (!sent.hasEnded && sent.bytes < 50 * MB) {
    sent.bytes += 0x10000;
    const isFull = !socket.write(chunk);
    await new Promise((resolve) => {
      if (isFull) socket.once('drain', resolve).once('close', resolve);
      else setImmediate(resolve);
    });
  }
  expectNothingOf(repair, await answer);
  expect(sent.bytes).toBeLessThan(50 * MB);
});

test('a body that is no more than a bit too long is refused too', async () => {
  const body = JSON.stringify({ query: READ_REPAIR, variables, more: 'a'.repeat(MB) });
  const answer = await fetch(`${gatewayUrl}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(await headersOf('clerk')) },
    body,
  });
  expectRefusal({ status: answer.status, text: await answer.text() }, 413, 'PAYLOAD_TOO_LARGE');
});

test.each(['gzip', 'deflate', 'br'])('a body in %s is not unpacked', async (encoding) => {
  const answer = await fetch(`${gatewayUrl}/graphql`, {
    method: 'POST',
    headers: {
      ...{ 'content-type': 'application/json', 'content-encoding': encoding },
      ...(await headersOf('clerk')),
    },
    body: new Uint8Array(1000).fill(31),
  });
  expectRefusal({ status: answer.status, text: await answer.text() }, 400, 'BAD_REQUEST');
});

test('headers that trickle in are cut off', async () => {
  const { socket, answer } = dial(hastyUrl());
  socket.write([...HEAD, ''].join('\r\n'));
  const trickle = setInterval(() => socket.write('x-more: 1\r\n'), 20);
  const whole = await answer;
  clearInterval(trickle);
  expectTurnedAway(whole, 408, 'REQUEST_TIMEOUT');
  await expectHastyAnswers();
});

test('a body that trickles in is cut off', async () => {
  const { socket, answer } = dial(hastyUrl());
  socket.write([...HEAD, JSON_TYPE, 'content-length: 50000', '', '{'].join('\r\n'));
  const trickle = setInterval(() => socket.write(' '), 20);
  const whole = await answer;
  clearInterval(trickle);
  expectTurnedAway(whole, 408, 'REQUEST_TIMEOUT');
  await expectHastyAnswers();
});

test('two hundred slow connections keep nobody from being answered', async () => {
  const slow = Array.from({ length: 200 }, () => dial(gatewayUrl));
  await Promise.all(
    slow.map(({ socket }) => new Promise((resolve) => socket.write(`${HEAD[0]}\r\n`, resolve))),
  );
  expectAllOf(repair, (await tryGraph(gatewayUrl, READ_REPAIR, variables)).text);
  for (const { socket } of slow) socket.destroy();
});

test.each([
  ['a length beside chunks', ['content-length: 4', 'transfer-encoding: chunked'], '0\r\n\r\n'],
  ['chunks beside a length', ['transfer-encoding: chunked', 'content-length: 4'], '0\r\n\r\n'],
  ['two lengths', [LENGTH, 'content-length: 0'], BODY],
  ['the same length twice', [LENGTH, LENGTH], BODY],
  ['a list of lengths', [`${LENGTH}, 0`], BODY],
  ['a length below nothing', ['content-length: -1'], BODY],
  ['a length in another notation', ['content-length: 0x10'], BODY],
  ['an encoding that nobody knows', ['transfer-encoding: xchunked'], BODY],
  ['chunks twice', ['transfer-encoding: chunked', 'transfer-encoding: identity'], BODY],
  ['a space before the colon', ['content-length : 2'], BODY],
  ['a folded header', ['x-more: 1', ' transfer-encoding: chunked'], BODY],
  ['a bare line feed', ['x-more: 1\ntransfer-encoding: chunked'], BODY],
  ['a chunk of a size that is none', ['transfer-encoding: chunked'], 'xyz\r\n'],
])('%s: refused, and what follows is no request of its own', async (_, headers, body) => {
  const hidden = ['POST /graphql HTTP/1.1', 'host: relink', JSON_TYPE, LENGTH, '', BODY];
  const smuggled = [...hidden.slice(0, 2), ...(await clerk()), ...hidden.slice(2)].join('\r\n');
  const answer = await say(gatewayUrl, ...HEAD, JSON_TYPE, ...headers, '', body + smuggled);
  expectTurnedAway(answer, 400, 'BAD_REQUEST');
});

test.each([
  ['two tokens', 'authorization'],
  ['two proofs', 'dpop'],
])('%s in one request are refused', async (_, name) => {
  const { [name]: second = '' } = await headersOf('judge');
  const rest = [`${name}: ${second}`, JSON_TYPE, LENGTH, 'connection: close', '', BODY];
  const answer = await say(gatewayUrl, ...HEAD, ...(await clerk()), ...rest);
  expectTurnedAway(answer, 400, 'BAD_REQUEST');
});

test.each([
  ['one header of a megabyte', [`x-more: ${'a'.repeat(MB)}`]],
  ['a token of a megabyte', [`authorization: DPoP ${'a'.repeat(MB)}`]],
  ['ten thousand headers', Array.from({ length: 10_000 }, (_, at) => `x-${at}: a`)],
])('%s: refused', async (_, headers) => {
  const answer = await say(gatewayUrl, ...HEAD, ...headers, '', '');
  expectTurnedAway(answer, 431, 'PAYLOAD_TOO_LARGE');
});

test('an address line of a megabyte is refused', async () => {
  const answer = await say(gatewayUrl, `GET /${'a'.repeat(MB)} HTTP/1.1`, 'host: relink', '', '');
  expectTurnedAway(answer, 431, 'PAYLOAD_TOO_LARGE');
});

test.each([
  ['/', 404],
  ['/graphql/', 404],
  ['/GRAPHQL', 404],
  ['/graphql/../metrics', 404],
  ['/%67raphql%00', 404],
  ['/.env', 404],
  ['//graphql', 404],
])('there is nothing at %s', async (path, status) => {
  const rest = ['host: relink', JSON_TYPE, LENGTH, 'connection: close', '', BODY];
  const answer = await say(gatewayUrl, `POST ${path} HTTP/1.1`, ...rest);
  expectTurnedAway(answer, status, 'NOT_FOUND');
});

test.each(['PUT', 'DELETE', 'PATCH', 'TRACE', 'CONNECT'])('%s is refused', async (method) => {
  const target = method === 'CONNECT' ? 'relink:80' : '/graphql';
  const rest = ['host: relink', 'connection: close', '', ''];
  const answer = await say(gatewayUrl, `${method} ${target} HTTP/1.1`, ...rest);
  expect(statusesOf(answer)).toEqual(method === 'CONNECT' ? [] : [405]);
  expectNothingOf(repair, answer);
});

test('no upgrade to another protocol is taken up', async () => {
  const upgrade = [
    'connection: upgrade',
    'upgrade: h2c',
    'http2-settings: AAMAAABkAARAAAAAAAIAAAAA',
  ];
  const rest = [...upgrade, JSON_TYPE, LENGTH, '', BODY];
  const { socket, answer } = dial(gatewayUrl);
  socket.write([...HEAD, ...rest].join('\r\n'));
  socket.end();
  expect(await answer).not.toMatch(/^HTTP\/1\.1 101/mu);
});
