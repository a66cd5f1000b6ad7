import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { z } from 'zod';
import { ROLES, SCOPES } from '../../schema/contract/roles.ts';
import { SAMPLE } from '../../scripts/repair/options.ts';
import { readPinnedKeys } from '../../subgraphs/kit/sealing/pinned-keys.ts';
import { sealingKey } from '../../subgraphs/kit/sealing/toy-parties.ts';
import { askAgency } from '../support/ask-agency.ts';
import { readSaid } from '../support/ask-graph.ts';
import { evilHub } from '../support/evil-hub.ts';
import type { EvilHub } from '../support/evil-hub.ts';
import { ALTERED_ENVELOPES, FALSE_ENVELOPES } from '../support/false-envelopes.ts';
import type { Envelope } from '../support/false-envelopes.ts';
import { FALSE_REPLIES } from '../support/false-replies.ts';
import { inquiriesSeen } from '../support/inquiries-seen.ts';
import { logSince } from '../support/log-since.ts';
import { playHub } from '../support/play-hub.ts';
import type { Replies } from '../support/play-hub.ts';
import { runSample } from '../support/run-sample.ts';
import { repairsOf } from '../support/sample-repairs.ts';
import { signedCall } from '../support/signed-call.ts';

const { home, subgraphUrls } = inject('sample');
const [id = '', second = '', ...more] = await repairsOf('clean');
const steps = playHub();
const pinned = await readPinnedKeys(join(home, 'keys', 'pinned'));
const state: { hub?: EvilHub } = {};

beforeAll(async () => {
  state.hub = await evilHub();
  const ids = [id, second, ...more.slice(0, 4)];
  const only = (party: { id: string }) => ids.includes(party.id);
  const run = await runSample({ gatewayUrl: hub().url, only });
  expect(run.repairs.map(({ status }) => status)).toEqual(ids.map(() => 'FOUND'));
});
afterAll(() => state.hub?.[Symbol.asyncDispose]());

describe.each(steps.agencies)('%s', (code) => {
  const url = subgraphUrls[code] ?? '';
  const { kid: mine } = sealingKey(pinned.get(code) ?? missing(code));

  test.each(FALSE_ENVELOPES)('refuses an envelope of the hub %s (%s)', async (_, refusal, make) => {
    await refused(refusal, await make(hub(), code));
  });

  test('refuses every envelope that went by, whoever hands it in again', async () => {
    const { envelopes } = hub().captured();
    expect(envelopes.length).toBeGreaterThan(0);
    for (const envelope of envelopes) await refused('REPLAYED', envelope);
  });

  test('refuses one that went by in another order and with a recipient more', async () => {
    for (const envelope of hub().captured().envelopes) {
      const { recipients, ...rest } = read(envelope);
      const to = [...recipients].reverse();
      await refused('REPLAYED', JSON.stringify({ recipients: [...to, stranger(to)], ...rest }));
    }
  });

  test.each(ALTERED_ENVELOPES)(
    'refuses an envelope of the court %s (%s), and answers the true one',
    async (_, refusal, change) => {
      const [sound, other] = await issueTwo();
      await refused(refusal, JSON.stringify(change(read(sound), mine, read(other))));
      const said = await askAgency(url, code, sound);
      expect(said.status).toBe('ANSWERED');
      expect(await hub().opens(said.sealed ?? '')).toBe(false);
    },
  );

  test('has no field of people that roles alone would open', async () => {
    const query = '{ _service { sdl } __typename }';
    const everything = { roles: ROLES, scopes: SCOPES };
    const { text } = await signedCall({ url, code, body: { query }, ...everything });
    const { sdl } = readSaid(200, text).data?.['_service'] as { sdl: string }; // by Federation's rules
    const fields = /^type Query \{(?<fields>[^}]*)\}/mu.exec(sdl)?.groups?.['fields'] ?? '';
    const names = [...fields.matchAll(/^ {2}(\w+)/gmu)].map(([, name]) => name);
    expect(names).toEqual({ market: ['enterprise'], mall: ['stall'] }[code] ?? []);
  });

  async function refused(refusal: string, envelope: string): Promise<void> {
    const log = await logSince(home, code);
    const before = await inquiriesSeen();
    expect(await askAgency(url, code, envelope)).toEqual({ status: 'REFUSED', sealed: null });
    expect(await log.has(`"code":"${refusal}"`)).toBe(true);
    expect(await log.read()).not.toContain('"msg":"answered"');
    expect(await inquiriesSeen()).toEqual(before);
  }
});

test('a recipient that the hub adds for itself opens nothing and changes nothing', async () => {
  const envelope = await steps.issue([id]);
  const { recipients, ...rest } = read(envelope);
  const wider = JSON.stringify({ ...rest, recipients: [...recipients, stranger(recipients)] });
  expect(await hub().opens(wider)).toBe(false);
  const replies = await steps.collect(wider);
  for (const { status, sealed } of Object.values(replies)) {
    expect(status).toBe('ANSWERED');
    expect(await hub().opens(sealed ?? '')).toBe(false);
  }
  expect((await steps.trySettle(wider, replies)).codes).toContain('UNKNOWN_INQUIRY');
  await settleBoth(envelope, replies);
  expect((await steps.repair(id)).status).toBe('FOUND');
});

test.each(FALSE_REPLIES)('the court takes a reply %s for none (%s)', async (_, refusal, make) => {
  // settled, so that what is asked next does not go on with it
  const before = await steps.issue([id]);
  const earlier = await steps.collect(before);
  await settleBoth(before, earlier);
  const [envelope, other] = await issueTwo();
  const [replies, others] = [await steps.collect(envelope), await steps.collect(other)];
  const police = await make({ hub: hub(), envelope, replies, others, earlier });
  const log = await logSince(home, 'court');
  // nor does the hub hand on what the police say to the second hop
  const silent = { police: { status: 'UNAVAILABLE', sealed: null } };
  await settleBoth(envelope, { ...replies, police }, silent);
  expect(await log.has(`"code":"${refusal}"`)).toBe(true);
  const { status, agencies, contacts } = await steps.repair(id);
  expect(status).toBe('INCOMPLETE');
  expect(agencies.find(({ agency }) => agency === 'police')).toMatchObject({
    ...{ status: 'UNAVAILABLE', outcome: null, elements: null },
  });
  expect(contacts.flatMap(({ sources }) => sources.map(({ agency }) => agency))).not.toContain(
    'police',
  );
});

test('all replies of another inquiry bring nothing, and the true ones then come too late', async () => {
  const [envelope, other] = await issueTwo();
  const [replies, others] = [await steps.collect(envelope), await steps.collect(other)];
  await settleBoth(envelope, others);
  await settleBoth(other, replies);
  for (const one of [id, second]) {
    const { status, agencies, contacts } = await steps.repair(one);
    expect([status, contacts]).toEqual(['INCOMPLETE', []]);
    expect(agencies.map((agency) => agency.status)).toEqual(agencies.map(() => 'UNAVAILABLE'));
  }
  const { repairs } = await steps.settle(envelope, replies);
  expect(repairs.map(({ contacts }) => contacts)).toEqual([[]]);
});

test.each(['REFUSED', 'UNAVAILABLE', 'NO_RECORD', 'ANSWERED'])(
  'that everybody said %s, as the hub has it, is no sign that nobody is found',
  async (status) => {
    const envelope = await steps.issue([id]);
    const silent = steps.agencies.map((code) => [code, { status, sealed: null }] as const);
    await settleBoth(envelope, Object.fromEntries(silent));
    expect(await steps.repair(id)).toMatchObject({ status: 'INCOMPLETE', contacts: [] });
  },
);

test.each(['otherClerk', 'judge'] as const)(
  'replies to what the clerk asked are settled for no %s',
  async (somebody) => {
    const envelope = await steps.issue([id]);
    const replies = await steps.collect(envelope);
    const said = await playHub(somebody).trySettle(envelope, replies);
    expect(said.codes).toContain('UNKNOWN_INQUIRY');
    expect(said.text).not.toContain(id);
    await settleBoth(envelope, replies);
    expect((await steps.repair(id)).status).toBe('FOUND');
  },
);

test('the roles that it writes into its calls open the public registers', async () => {
  const { market: url = '' } = subgraphUrls;
  const [enterprise] = await registerOf('market');
  const query = `query E($uscc: ID!) { enterprise(uscc: $uscc) { status } }`;
  const body = { query, variables: { uscc: enterprise?.['uscc'] } };
  const nobody = await signedCall({ url, code: 'market', body });
  expect(readSaid(nobody.status, nobody.text).codes).toEqual(['UNAUTHENTICATED']);
  const rights = { roles: ['FRONTEND'], scopes: ['register:read'] } as const;
  const { status, text } = await signedCall({ url, code: 'market', body, ...rights });
  expect(readSaid(status, text).data).toEqual({
    enterprise: { status: enterprise?.['status'] },
  });
});

test('in all that it ever saw there is no name, number, phone or address', async () => {
  expect(await hub().leaks()).toEqual([]);
});

/** Envelopes about two parties, each in an inquiry of its own. */
async function issueTwo(): Promise<[string, string]> {
  return [await steps.issue([id]), await steps.issue([second])];
}

/** @param instead of what agencies say to the second hop, by code */
async function settleBoth(
  envelope: string,
  replies: Replies,
  instead: Replies = {},
): Promise<void> {
  const { followUp } = await steps.settle(envelope, replies);
  if (followUp === null) return;
  const said = await steps.collect(followUp.envelope);
  await steps.settle(followUp.envelope, { ...said, ...instead });
}

async function registerOf(code: string): Promise<Record<string, string>[]> {
  const text = await readFile(join(SAMPLE, 'registers', `${code}.csv`));
  return z.array(z.record(z.string(), z.string())).parse(parse(text, { columns: true, bom: true }));
}

function read(envelope: string): Envelope {
  return JSON.parse(envelope) as Envelope; // made by the court
}

/** An entry for the hub's own key, beside a content key that it cannot know. */
function stranger([like]: Envelope['recipients']): Envelope['recipients'][number] {
  const [kid = ''] = hub().keys.opening.keys();
  return { header: { alg: like?.header.alg ?? '', kid }, encrypted_key: like?.encrypted_key ?? '' };
}

function hub(): EvilHub {
  return state.hub ?? missing('the hub');
}

function missing(what: string): never {
  throw new Error(`There is no ${what}`);
}
