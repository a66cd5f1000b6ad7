import { randomUUID } from 'node:crypto';
import { expect, inject, test } from 'vitest';
import { sealReply } from '../../subgraphs/kit/sealing/seal-reply.ts';
import { toyParty } from '../../subgraphs/kit/sealing/toy-parties.ts';
import type { AgencySaid } from '../support/ask-agency.ts';
import { inCourtDatabase } from '../support/court-database.ts';
import { altered, realCourt } from '../support/hostile-envelopes.ts';
import { logSince } from '../support/log-since.ts';
import { playHub } from '../support/play-hub.ts';
import type { Replies } from '../support/play-hub.ts';
import { repairsOf } from '../support/sample-repairs.ts';

const { home } = inject('sample');
const hub = playHub();
const ids = (await repairsOf('clean')).slice(0, 5);
const [id = ''] = ids;
const NOTHING: AgencySaid = { status: 'ANSWERED', sealed: '' };

test('replies handed over twice settle once', async () => {
  const envelope = await hub.issue(ids);
  const replies = await hub.collect(envelope);
  const first = await hub.settle(envelope, replies);
  const settled = await Promise.all(ids.map((one) => hub.repair(one)));
  const again = await hub.settle(envelope, replies);
  expect(again.repairs).toEqual(first.repairs);
  expect(again.followUp).toBeNull();
  expect(await Promise.all(ids.map((one) => hub.repair(one)))).toEqual(settled);
});

test('after both hops an earlier hop that is handed over again changes nothing', async () => {
  // others than before, whose second hop nobody has answered: that would be gone on with
  const others = (await repairsOf('clean')).slice(5, 10);
  const envelope = await hub.issue(others);
  const replies = await hub.collect(envelope);
  const { followUp } = await hub.settle(envelope, replies);
  const second = followUp?.envelope ?? '';
  await hub.settle(second, await hub.collect(second));
  const settled = await Promise.all(others.map((one) => hub.repair(one)));
  expect(settled.map(({ status }) => status)).not.toContain('OPEN');
  await hub.settle(envelope, replies);
  await hub.settle(second, replies);
  expect(await Promise.all(others.map((one) => hub.repair(one)))).toEqual(settled);
});

test('what an earlier inquiry brings is too late once the repair was run anew', async () => {
  const early = await hub.issue([id]);
  const replies = await hub.collect(early);
  const late = await hub.issue([id]);
  const { repairs, followUp } = await hub.settle(early, replies);
  expect({ repairs, followUp }).toEqual({ repairs: [], followUp: null });
  expect((await hub.repair(id)).status).toBe('OPEN');
  await settleAll(late);
  expect((await hub.repair(id)).status).toBe('FOUND');
});

test('an inquiry that has expired settles nothing, and its repairs can be run again', async () => {
  const envelope = await hub.issue([id]);
  const replies = await hub.collect(envelope);
  await inCourtDatabase(
    (sql) => sql`
      update inquiry set expires_at = now() - interval '1 second'
      where id = (select inquiry_id from repair where id = ${id})`,
  );
  expect((await hub.trySettle(envelope, replies)).codes).toContain('INQUIRY_EXPIRED');
  expect(await hub.repair(id)).toMatchObject({ status: 'OPEN', contacts: [] });
  await settleAll(await hub.issue([id]));
  expect((await hub.repair(id)).status).toBe('FOUND');
});

test('an envelope that the court did not issue settles nothing', async () => {
  const envelope = await hub.issue([id]);
  const replies = await hub.collect(envelope);
  const other = envelope.replace('{', '{ ');
  expect((await hub.trySettle(other, replies)).codes).toContain('UNKNOWN_INQUIRY');
  expect((await hub.trySettle(randomUUID(), replies)).codes).toContain('UNKNOWN_INQUIRY');
});

type Trick = [name: string, code: string, play: (replies: Replies) => Replies | Promise<Replies>];

const tricks: Trick[] = [
  [
    "an agency's reply under another's name",
    'UNKNOWN_KEY',
    (replies) => ({ ...replies, police: replies['market'] ?? NOTHING }),
  ],
  ['a reply that was made up', 'UNKNOWN_KEY', forged],
  ['a reply of other bytes', 'UNOPENABLE', (replies) => withPolice(replies, changeCiphertext)],
  ['a reply that is none', 'MALFORMED', (replies) => withPolice(replies, () => 'nothing')],
  ['an answer without a reply', 'MALFORMED', (replies) => ({ ...replies, police: NOTHING })],
];

test.each(tricks)('%s counts as no answer of that agency (%s)', async (_, code, play) => {
  const log = await logSince(home, 'court');
  const envelope = await hub.issue([id]);
  await settleAll(envelope, play);
  expect(await log.has(`"code":"${code}"`)).toBe(true);
  const { status, agencies } = await hub.repair(id);
  expect(status).toBe('INCOMPLETE');
  expect(agencies.find(({ agency }) => agency === 'police')).toMatchObject({
    ...{ status: 'UNAVAILABLE', outcome: null },
  });
});

test('an agency that the hub invents is not heard', async () => {
  const envelope = await hub.issue([id]);
  await settleAll(envelope, (replies) => ({ ...replies, customs: replies['police'] ?? NOTHING }));
  const { agencies } = await hub.repair(id);
  expect(agencies.map(({ agency }) => agency).sort()).toEqual([...hub.agencies].sort());
});

test('an agency that the hub leaves out is missed', async () => {
  const envelope = await hub.issue([id]);
  await settleAll(envelope, ({ police: _police, ...others }) => others);
  const { status, agencies } = await hub.repair(id);
  expect(status).toBe('INCOMPLETE');
  expect(agencies).toContainEqual(
    expect.objectContaining({ agency: 'police', status: 'UNAVAILABLE' }),
  );
});

/** Both hops, each with what the hub makes of the replies. */
async function settleAll(envelope: string, play: Trick[2] = (replies) => replies): Promise<void> {
  const { followUp } = await hub.settle(envelope, await play(await hub.collect(envelope)));
  if (followUp === null) return;
  await hub.settle(followUp.envelope, await play(await hub.collect(followUp.envelope)));
}

/** Sealed to the court by somebody who knows its public key, which is everybody. */
async function forged(replies: Replies): Promise<Replies> {
  const [thief, court] = await Promise.all([toyParty('police'), realCourt(home)]);
  const iat = Math.floor(Date.now() / 1000);
  const claims = {
    ...{ iss: 'police', aud: 'court', iat, exp: iat + 60, jti: randomUUID() },
    ...{ inquiry: randomUUID(), answers: [] },
  };
  const sealed = await sealReply(claims, thief.own, court.pinned);
  return { ...replies, police: { status: 'ANSWERED', sealed } };
}

function withPolice(replies: Replies, change: (sealed: string) => string): Replies {
  const { status = '', sealed = null } = replies['police'] ?? {};
  return { ...replies, police: { status, sealed: change(sealed ?? '') } };
}

function changeCiphertext(sealed: string): string {
  const parts = sealed.split('.');
  return parts.map((part, at) => (at === 3 ? altered(part) : part)).join('.');
}
