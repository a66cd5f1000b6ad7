import { fastify } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AgencyReplyShape } from '../graph/agency-reply.ts';
import { LedgerError } from '../ledger/ledger-error.ts';
import { createLogger } from '../log/logger.ts';
import { addAudit } from './add-audit.ts';
import { addErrors } from './add-errors.ts';

const NOW = new Date('2026-03-02T09:00:00Z');
const app = fastify();

beforeAll(async () => {
  addErrors(app, createLogger('mall', 'silent'));
  addAudit(app, answerToy);
  await app.listen({ host: '127.0.0.1', port: 0 });
});

afterAll(() => app.close());

function answerToy(request: string): Promise<AgencyReplyShape> {
  if (request === 'unrecorded') return Promise.reject(new LedgerError('UNAVAILABLE'));
  if (request === 'defect') return Promise.reject(new LedgerError('NOT_AN_ENTRY'));
  return Promise.resolve({ status: 'ANSWERED', answeredAt: NOW, sealed: request });
}

async function post(body: string, type = 'application/jwt'): Promise<[number, unknown]> {
  const url = `${app.listeningOrigin}/audit`;
  const answer = await fetch(url, { method: 'POST', headers: { 'content-type': type }, body });
  return [answer.status, await answer.json()];
}

test('a request that the audit service has signed needs no call of the gateway', async () => {
  expect(await post('a.b.c')).toEqual([
    200,
    { status: 'ANSWERED', answeredAt: NOW.toISOString(), sealed: 'a.b.c' },
  ]);
});

test('what could not be recorded is not told, and said to be that', async () => {
  const refusal = (code: string) => ({ errors: [{ extensions: { code } }] });
  expect(await post('unrecorded')).toMatchObject([503, refusal('LEDGER_UNAVAILABLE')]);
  expect(await post('defect')).toMatchObject([500, refusal('INTERNAL_SERVER_ERROR')]);
});

test('what is no such request is not read', async () => {
  expect(await post('x'.repeat(300_000))).toMatchObject([413, {}]);
  expect(await post('{}', 'application/json')).toMatchObject([415, {}]);
  expect((await fetch(`${app.listeningOrigin}/audit`)).status).toBe(404);
});
