import { compactVerify, importJWK } from 'jose';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ALERT_SIGNATURE, ALERT_TYP, alertBodySchema } from '../../../../schema/contract/alert.ts';
import { followedWorld } from '../../../../tests/support/followed-world.ts';
import type { FollowedWorld } from '../../../../tests/support/followed-world.ts';
import { webhookReceiver } from '../../../../tests/support/webhook-receiver.ts';
import type { ReceivedPost, WebhookReceiver } from '../../../../tests/support/webhook-receiver.ts';
import { alertDelivery } from '../../tables.ts';
import { evaluate } from '../evaluate.ts';
import { watch } from '../watch.ts';
import { deliverDue } from './deliver-due.ts';

const NOW = '2026-03-03T07:00:00.000Z';
const MINUTE = 60_000;

let world: FollowedWorld;
let receiver: WebhookReceiver;

beforeEach(async () => {
  world = await followedWorld(NOW);
  receiver = await webhookReceiver();
});

afterEach(async () => {
  await receiver[Symbol.asyncDispose]();
  await world.close();
});

/** @param limit milliseconds; who answers is late on no machine, unless a test waits for that */
const delivering = (limit = 20_000) => ({
  ...{ ...world, url: receiver.url, ownKeys: () => Promise.resolve(world.party.own) },
  patience: { limit, retries: 2, pause: 5 },
});
const deliver = (limit?: number) => deliverDue(delivering(limit));
const stored = () => world.db.select().from(alertDelivery);

async function raise(): Promise<void> {
  await world.follow({
    ...{ event: 'CONFLICT_FOUND', at: '2026-03-03T06:00:00Z', caseNo: 'a' },
    outcome: 'DECLARED_KIN',
  });
  await evaluate({ ...world, delivers: true });
}

/** As a receiver does it: with the published key, the body put back into the signature. */
async function verified({ headers, body }: ReceivedPost): Promise<unknown> {
  const [header = '', , signature = ''] = String(headers[ALERT_SIGNATURE]).split('.');
  const payload = Buffer.from(body).toString('base64url');
  const { protectedHeader } = await compactVerify(
    `${header}.${payload}.${signature}`,
    ({ kid }) => {
      const jwk = world.party.own.public.jwks.keys.find((key) => key.kid === kid);
      if (jwk === undefined) throw new Error('an unknown key');
      const { kty, crv, x } = jwk;
      return importJWK({ kty, crv, x }, 'EdDSA');
    },
    { algorithms: ['EdDSA', 'Ed25519'] },
  );
  return protectedHeader.typ;
}

test('an alert is delivered to a receiver that fails twice, with one key, and verifies', async () => {
  receiver.answers.push(503, 500);
  await raise();
  expect(await deliver()).toBe(1);
  expect(receiver.received).toHaveLength(3);
  const [first, , last] = receiver.received;
  if (first === undefined || last === undefined) throw new Error('nothing received');
  expect(last.body).toBe(first.body);
  const body = alertBodySchema.parse(JSON.parse(last.body));
  expect(body).toMatchObject({ rule: 'OWN_OR_KIN', raisedAt: NOW, service: 'court' });
  expect(last.headers).toMatchObject({
    'idempotency-key': body.id,
    'content-type': 'application/json',
  });
  expect(await verified(last)).toBe(ALERT_TYP);
  await expect(verified({ ...last, body: `${last.body} ` })).rejects.toThrow();
  expect(last.body).not.toMatch(/wang\.shuji|"a"/u);
  expect(await deliver()).toBe(0);
});

test('of many alerts none waits for the next time that the rules are evaluated', async () => {
  for (let at = 0; at < 45; at += 1)
    await world.follow({
      ...{ event: 'CONFLICT_FOUND', at: '2026-03-03T06:00:00Z', caseNo: `case ${String(at)}` },
      outcome: 'DECLARED_KIN',
    });
  await evaluate({ ...world, delivers: true });
  expect(await deliver()).toBe(45);
  expect(receiver.received).toHaveLength(45);
});

test('what could not be delivered waits, longer each time, and is delivered after a restart', async () => {
  receiver.answers.push(500, 500, 500);
  await raise();
  expect(await deliver()).toBe(0);
  expect(await stored()).toMatchObject([{ failure: 'HTTP_500', tries: 1, deliveredAt: null }]);
  expect(await deliver()).toBe(0);
  expect(receiver.received).toHaveLength(3);
  world.is(Date.parse(NOW) + 1.1 * MINUTE + 3 * MINUTE);
  const options = {
    ...{ ...world, ...delivering(), webhookUrl: receiver.url },
    ...{ interval: 3_600_000, pause: 10 },
  };
  const watching = watch(options);
  await expect.poll(async () => (await stored())[0]?.deliveredAt).toEqual(world.now());
  await watching.stop();
  expect(new Set(receiver.received.map(({ body }) => body)).size).toBe(1);
});

test('no redirect is followed, and no answer is waited for beyond the limit', async () => {
  receiver.answers.push(302, 302, 302);
  await raise();
  await deliver();
  expect(await stored()).toMatchObject([{ failure: 'HTTP_302' }]);
  receiver.answers.push(0, 0, 0);
  world.is(Date.parse(NOW) + 5 * MINUTE);
  await deliver(1000);
  expect(await stored()).toMatchObject([{ failure: 'TIMEOUT', tries: 2, deliveredAt: null }]);
  expect(receiver.received).toHaveLength(6);
});

test('two processes that deliver at once deliver it once', async () => {
  await raise();
  const taken = await Promise.all([deliver(), deliver()]);
  expect(taken.toSorted()).toEqual([0, 1]);
  expect(receiver.received).toHaveLength(1);
});

test('after three days nobody tries any more, and the log says so', async () => {
  receiver.answers.push(500, 500, 500);
  await raise();
  await world.owner.sql`update alert_delivery set tries = 77`;
  await deliver();
  expect(await stored()).toMatchObject([{ givenUpAt: world.now(), tries: 78 }]);
  expect(world.lines.join('')).toContain('an alert is delivered no more');
  world.is('2026-04-01T00:00:00Z');
  expect(await deliver()).toBe(0);
  expect(receiver.received).toHaveLength(3);
});

test('a nudge has the rules evaluated at once, and many are one more time', async () => {
  const options = {
    ...{ ...world, ...delivering(), webhookUrl: receiver.url },
    ...{ interval: 3_600_000, pause: 10 },
  };
  const watching = watch(options);
  await world.follow({
    ...{ event: 'CONFLICT_FOUND', at: '2026-03-03T06:00:00Z', caseNo: 'a' },
    outcome: 'DECLARED_KIN',
  });
  for (let time = 0; time < 5; time += 1) watching.nudge();
  await expect.poll(() => receiver.received.length).toBe(1);
  await watching.stop();
});
