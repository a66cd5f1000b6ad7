import { once } from 'node:events';
import { connect } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createDoor } from './create-door.ts';

const BODY_LIMIT = 100_000;
const FAST = { headersTimeout: 300, requestTimeout: 600, checkingInterval: 25 };

type Door = { port: number; app: ReturnType<typeof createDoor>; log: string[]; bodies: unknown[] };
let door: Door;

/** A door behind which a request is answered with how long its body was. */
async function open(limits: Parameters<typeof createDoor>[2] = {}): Promise<Door> {
  const log: string[] = [];
  const bodies: unknown[] = [];
  const lines = { write: (line: string) => void log.push(line) };
  const app = createDoor(BODY_LIMIT, pino({ level: 'debug' }, lines), limits);
  app.post('/graphql', ({ body }) => {
    bodies.push(body);
    return { received: JSON.stringify(body).length };
  });
  await app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = app.server.address() as AddressInfo;
  return { port, app, log, bodies };
}

beforeEach(async () => {
  door = await open();
});
afterEach(async () => {
  // after whatever a test did, the process still answers; again, where the limits of a test are short
  await vi.waitFor(async () => {
    const response = await fetch(`http://127.0.0.1:${door.port}/health/live`);
    expect(await response.json()).toEqual({ status: 'live' });
  }, 20_000);
  await door.app.close();
});

/** Reopens the door under other limits. */
async function reopen(limits: Parameters<typeof createDoor>[2]): Promise<void> {
  await door.app.close();
  door = await open(limits);
}

/** A connection, and all that comes back on it until the other side ends it. */
function dial(): { socket: Socket; answer: Promise<string> } {
  const socket = connect(door.port, '127.0.0.1');
  const chunks: Buffer[] = [];
  socket.on('data', (chunk) => chunks.push(chunk));
  // a write after the other side has closed is part of what is tested
  socket.on('error', () => undefined);
  const answer = new Promise<string>((resolve) => {
    socket.on('close', () => {
      resolve(Buffer.concat(chunks).toString());
    });
  });
  return { socket, answer };
}

async function send(...lines: string[]): Promise<string> {
  const { socket, answer } = dial();
  socket.write(lines.join('\r\n'));
  return answer;
}

const HEAD = ['POST /graphql HTTP/1.1', 'host: relink', 'content-type: application/json'];
const statuses = (answer: string) => answer.match(/^HTTP\/1\.1 \d+/gmu);
const codes = (answer: string) => answer.match(/(?<="code":")\w+/gu);

function expectRefusal(answer: string, status: number, code: string): void {
  expect(statuses(answer)).toEqual([`HTTP/1.1 ${status}`]);
  expect(codes(answer)).toEqual([code]);
  const { errors } = JSON.parse(answer.slice(answer.indexOf('\r\n\r\n'))) as {
    errors: { message: string; extensions: { requestId: string } }[];
  };
  expect(Object.keys(errors[0] ?? {})).toEqual(['message', 'extensions']);
  expect(door.log.join('')).toContain(errors[0]?.extensions.requestId);
  expect(door.bodies).toEqual([]);
}

test('a request is answered, under an id and as no other type than it says', async () => {
  const answer = await send(...HEAD, 'connection: close', 'content-length: 7', '', '{"a":1}');
  expect(statuses(answer)).toEqual(['HTTP/1.1 200']);
  expect(answer).toContain('{"received":7}');
  expect(answer).toMatch(/^x-request-id: [\w-]{36}\r$/mu);
  expect(answer).toMatch(/^x-content-type-options: nosniff\r$/mu);
});

test('headers that trickle in are cut off', async () => {
  await reopen(FAST);
  const { socket, answer } = dial();
  socket.write('POST /graphql HTTP/1.1\r\nhost: relink\r\n');
  const trickle = setInterval(() => socket.write('x-more: 1\r\n'), 20);
  const whole = await answer;
  clearInterval(trickle);
  expectRefusal(whole, 408, 'REQUEST_TIMEOUT');
});

test('a body that trickles in is cut off', async () => {
  await reopen(FAST);
  const { socket, answer } = dial();
  socket.write([...HEAD, 'content-length: 5000', '', '{'].join('\r\n'));
  const trickle = setInterval(() => socket.write(' '), 20);
  const whole = await answer;
  clearInterval(trickle);
  expectRefusal(whole, 408, 'REQUEST_TIMEOUT');
});

test('two hundred slow connections keep nobody else from being answered', async () => {
  const slow = Array.from({ length: 200 }, dial);
  for (const { socket } of slow) socket.write('POST /graphql HTTP/1.1\r\n');
  await vi.waitFor(async () => {
    expect(await connections()).toBeGreaterThanOrEqual(200);
  }, 20_000);
  const response = await fetch(`http://127.0.0.1:${door.port}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  });
  expect(response.status).toBe(200);
  for (const { socket } of slow) socket.destroy();
});

function connections(): Promise<number> {
  return new Promise((resolve, reject) => {
    door.app.server.getConnections((error, count) => {
      if (error) reject(error);
      else resolve(count);
    });
  });
}

test('a connection on which nothing happens is closed', async () => {
  await reopen({ connectionTimeout: 100 });
  expect(await dial().answer).toBe('');
});

test('the last request of a connection is answered with the word that it is the last', async () => {
  await reopen({ requestsPerConnection: 2 });
  const request = [...HEAD, 'content-length: 2', '', '{}'].join('\r\n');
  const { socket, answer } = dial();
  let seen = '';
  socket.on('data', (chunk) => {
    seen += chunk.toString();
    if (seen.match(/"received"/gu)?.length === 2) socket.destroy();
  });
  socket.write(request + request);
  const [, first, second] = (await answer).split('HTTP/1.1 200 OK');
  expect(first).toMatch(/^connection: keep-alive\r$/imu);
  expect(second).toMatch(/^connection: close\r$/imu);
});

test('headers that are too long are refused', async () => {
  const answer = await send(...HEAD, `x-more: ${'a'.repeat(17_000)}`, '', '');
  expectRefusal(answer, 431, 'PAYLOAD_TOO_LARGE');
});

test.each([
  ['a length beside chunks', ['content-length: 4', 'transfer-encoding: chunked'], '0\r\n\r\n'],
  ['chunks beside a length', ['transfer-encoding: chunked', 'content-length: 4'], '0\r\n\r\n'],
  ['two lengths', ['content-length: 2', 'content-length: 60'], '{}'],
  ['the same length twice', ['content-length: 2', 'content-length: 2'], '{}'],
  ['a list of lengths', ['content-length: 2, 60'], '{}'],
  ['a signed length', ['content-length: +2'], '{}'],
  ['an encoding that is not known', ['transfer-encoding: xchunked'], '{}'],
  ['chunks that are not the last encoding', ['transfer-encoding: chunked, identity'], '{}'],
  ['a space before the colon', ['content-length : 2'], '{}'],
  ['a folded header', ['x-more: 1', ' transfer-encoding: chunked'], '{}'],
  ['a bare line feed within a header', ['x-more: 1\ncontent-length: 2'], '{}'],
  ['a null byte within a header', ['x-more: \u0000'], '{}'],
])('%s is refused, and what follows is no request', async (_, headers, body) => {
  const smuggled = 'GET /health/live HTTP/1.1\r\nhost: relink\r\n\r\n';
  const answer = await send(...HEAD, ...headers, '', body + smuggled);
  expectRefusal(answer, 400, 'BAD_REQUEST');
});

test.each([
  ['two hosts', ['host: relink', 'host: other']],
  ['two tokens', ['host: relink', 'authorization: DPoP a', 'authorization: DPoP b']],
  ['two proofs', ['host: relink', 'dpop: a', 'dpop: b']],
  ['two types', ['host: relink', 'content-type: text/plain']],
  ['no host', []],
  ['a host that is none', ['host: [']],
  ['an empty host', ['host: ']],
])('%s: refused', async (_, hosts) => {
  const rest = ['content-type: application/json', 'content-length: 2', 'connection: close'];
  const answer = await send('POST /graphql HTTP/1.1', ...hosts, ...rest, '', '{}');
  expect(statuses(answer)).toEqual(['HTTP/1.1 400']);
  expect(door.bodies).toEqual([]);
});

test('fifty megabytes are refused by what their header says', async () => {
  const { socket, answer } = dial();
  const connected = once(door.app.server, 'connection') as Promise<[Socket]>;
  socket.write([...HEAD, `content-length: ${50 * 1024 * 1024}`, '', '{"query":"'].join('\r\n'));
  const [side] = await connected;
  expectRefusal(await answer, 413, 'PAYLOAD_TOO_LARGE');
  expect(side.bytesRead).toBeLessThan(1000);
});

test('a body in chunks is refused at the limit, though its end never comes', async () => {
  const { socket, answer } = dial();
  const connected = once(door.app.server, 'connection') as Promise<[Socket]>;
  const chunk = `2710\r\n${'a'.repeat(10_000)}\r\n`;
  socket.write([...HEAD, 'transfer-encoding: chunked', '', chunk.repeat(11)].join('\r\n'));
  const [side] = await connected;
  expectRefusal(await answer, 413, 'PAYLOAD_TOO_LARGE');
  expect(side.destroyed).toBe(true);
});

test.each(['/elsewhere', '/health/live'])('nor are they read for %s', async (path) => {
  const { socket, answer } = dial();
  const connected = once(door.app.server, 'connection') as Promise<[Socket]>;
  const length = `content-length: ${50 * 1024 * 1024}`;
  socket.write([`GET ${path} HTTP/1.1`, 'host: relink', length, '', 'a'].join('\r\n'));
  const [side] = await connected;
  expectRefusal(await answer, 413, 'PAYLOAD_TOO_LARGE');
  expect(side.bytesRead).toBeLessThan(1000);
});

test('what a refused method or type still has to say is not waited for', async () => {
  const rest = ['host: relink', 'content-length: 90000', 'content-type: text/plain', '', 'a'];
  expectRefusal(await send('PUT /graphql HTTP/1.1', ...rest), 405, 'BAD_REQUEST');
  expectRefusal(await send('POST /graphql HTTP/1.1', ...rest), 415, 'BAD_REQUEST');
});

test.each([
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=a',
  'text/plain',
  'text/plain; application/json',
  'application/jsonp',
  '',
])('a form that another site can post is refused: %s', async (type) => {
  const head = ['POST /graphql HTTP/1.1', 'host: relink', `content-type: ${type}`];
  expectRefusal(await send(...head, 'content-length: 2', '', '{}'), 415, 'BAD_REQUEST');
});

test('a body without a type is refused', async () => {
  const head = ['POST /graphql HTTP/1.1', 'host: relink'];
  expectRefusal(await send(...head, 'content-length: 2', '', '{}'), 415, 'BAD_REQUEST');
});

test('JSON may say in which letters it is written', async () => {
  const response = await fetch(`http://127.0.0.1:${door.port}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'Application/JSON; charset=utf-8' },
    body: '{}',
  });
  expect(response.status).toBe(200);
});

test.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD', 'TRACE', 'PROPFIND'])(
  '%s is answered with what may be used instead',
  async (method) => {
    for (const path of ['/graphql', '/health/live', '/elsewhere']) {
      const answer = await send(
        `${method} ${path} HTTP/1.1`,
        'host: relink',
        'connection: close',
        '',
        '',
      );
      expect(statuses(answer)).toEqual(['HTTP/1.1 405']);
      expect(answer).toMatch(/^allow: GET, POST\r$/mu);
    }
  },
);

test('JSON that would change what an object is, is refused', async () => {
  for (const body of ['{"__proto__":{"query":1}}', '{"constructor":{"prototype":{"a":1}}}']) {
    const length = `content-length: ${body.length}`;
    const answer = await send(...HEAD, 'connection: close', length, '', body);
    expectRefusal(answer, 400, 'BAD_REQUEST');
  }
});

test('neither address line nor headers nor body of a refused request get into the log', async () => {
  await send(
    'POST /13800005678 HTTP/1.1',
    'host: 13800005678',
    'x-a: 13800005678',
    'x-b : 1',
    '',
    '',
  );
  await send(...HEAD, 'connection: close', 'content-length: 12', '', '{13800005678');
  expect(door.log.length).toBeGreaterThan(1);
  expect(door.log.join('')).not.toContain('13800005678');
});
