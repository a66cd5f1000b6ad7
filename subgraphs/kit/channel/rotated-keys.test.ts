import { beforeAll, expect, test } from 'vitest';
import { generateKeys } from '../sealing/generate-keys.ts';
import type { PrivateJwks } from '../sealing/jwks.ts';
import { KeysError } from '../sealing/keys-error.ts';
import { rotateJwks } from '../sealing/rotate-jwks.ts';
import { NOW, toyPartyOf, toyRing } from '../sealing/toy-parties.ts';
import type { ToyParty } from '../sealing/toy-parties.ts';
import { createCallSigner } from './sign-call.ts';
import { createCallVerifier } from './verify-call.ts';

const DAY = 24 * 60 * 60 * 1000;
const FROM = new Date(NOW.getTime() + 7 * DAY);
const UNTIL = new Date(FROM.getTime() + 7 * DAY);
const BODY = Buffer.from('{}');

/** A party as it was, and with a second pair of keys that takes over at FROM. */
type Rotated = { before: ToyParty; after: ToyParty };
let gateway: Rotated;
let police: Rotated;

beforeAll(async () => {
  [gateway, police] = await Promise.all([rotated('gateway'), rotated('police')]);
});

async function rotated(code: string): Promise<Rotated> {
  const old: PrivateJwks = await generateKeys();
  const both = await rotateJwks(old, { from: FROM, until: UNTIL }, NOW);
  return { before: await toyPartyOf(code, old), after: await toyPartyOf(code, both) };
}

type Turn = { caller: ToyParty; pinnedPolice: ToyParty; called: ToyParty; pinnedGateway: ToyParty };

/** How a call ends, made and received at one moment. */
async function end(turn: Turn, at: Date): Promise<string> {
  const now = () => at;
  const sign = createCallSigner(toyRing(turn.caller, turn.pinnedPolice), now);
  const keys = toyRing(turn.called, turn.pinnedGateway);
  const verify = createCallVerifier({ audience: 'police', keys, now });
  const about = { requestId: 'request-1', roles: [], scopes: [] };
  const token = await sign({ audience: 'police', body: BODY, ...about });
  const verdict = await verify(token, BODY);
  return verdict.ok ? 'taken' : verdict.code;
}

const moments = [
  NOW,
  new Date(FROM.getTime() - 1000),
  FROM,
  new Date(UNTIL.getTime() - 1000),
  UNTIL,
];
const allNew = () => ({
  ...{ caller: gateway.after, pinnedPolice: police.after },
  ...{ called: police.after, pinnedGateway: gateway.after },
});

test('while both ends change their keys no call is lost', async () => {
  for (const at of moments) expect(await end(allNew(), at), at.toISOString()).toBe('taken');
});

test('until the new keys take over, it does not matter who has heard of them', async () => {
  const notYet = [
    { ...allNew(), pinnedPolice: police.before },
    { ...allNew(), pinnedGateway: gateway.before },
    { ...allNew(), caller: gateway.before },
    { ...allNew(), called: police.before },
  ];
  for (const turn of notYet) expect(await end(turn, new Date(FROM.getTime() - 1000))).toBe('taken');
});

test('a gateway that has not heard of the new keys calls with the old ones until they end', async () => {
  const behind = { ...allNew(), pinnedPolice: police.before };
  expect(await end(behind, new Date(UNTIL.getTime() - 1000))).toBe('taken');
  expect(await end(behind, UNTIL)).toBe('RETIRED_KEY');
  const old = { ...allNew(), caller: gateway.before };
  expect(await end(old, new Date(UNTIL.getTime() - 1000))).toBe('taken');
  expect(await end(old, UNTIL)).toBe('RETIRED_KEY');
});

test('a key that nobody was told of in time is unknown', async () => {
  expect(await end({ ...allNew(), pinnedGateway: gateway.before }, FROM)).toBe('UNKNOWN_KEY');
  expect(await end({ ...allNew(), called: police.before }, FROM)).toBe('UNKNOWN_KEY');
});

test('without a key that is valid at each end no call is made, and which end lacks it is said', async () => {
  const over = {
    keys: (await generateKeys()).keys.map((jwk) => ({ ...jwk, retiredAt: NOW.toISOString() })),
  };
  const [old, unknown] = [await toyPartyOf('gateway', over), await toyPartyOf('police', over)];
  await expect(end({ ...allNew(), caller: old }, NOW)).rejects.toThrow('keys rotate');
  await expect(end({ ...allNew(), pinnedPolice: unknown }, NOW)).rejects.toThrow(
    'pinned key of police',
  );
  const stranger = { ...allNew(), pinnedPolice: { ...police.after, code: 'mall' } };
  await expect(end(stranger, NOW)).rejects.toThrow(KeysError);
});
