import { beforeAll, expect, test } from 'vitest';
import type { RefusalCode } from '../../../schema/contract/codes.ts';
import { generateKeys } from './generate-keys.ts';
import { writeJwks } from './jwks.ts';
import type { PrivateJwks } from './jwks.ts';
import { publicKeys, readKeys } from './keys.ts';
import { openReply } from './open-reply.ts';
import { openWarrant } from './open-warrant.ts';
import { rotateJwks } from './rotate-jwks.ts';
import { sealReply } from './seal-reply.ts';
import { sealWarrant } from './seal-warrant.ts';
import { signClaims } from './sign-claims.ts';
import { NOW, toyParty, toyPartyOf, toyReply, toyWarrant } from './toy-parties.ts';
import type { ToyParty } from './toy-parties.ts';
import { verifyClaims } from './verify-claims.ts';

const DAY = 24 * 60 * 60;
const FROM = after(7 * DAY);
const UNTIL = after(14 * DAY);

let first: PrivateJwks;
let rotated: PrivateJwks;
let before: ToyParty;
let court: ToyParty;
let police: ToyParty;

beforeAll(async () => {
  first = await generateKeys();
  rotated = await rotateJwks(first, { from: FROM, until: UNTIL }, NOW);
  before = await toyPartyOf('court', first);
  court = await toyPartyOf('court', rotated);
  police = await toyParty('police');
});

function after(seconds: number): Date {
  return new Date(NOW.getTime() + seconds * 1000);
}

function kidsOf({ keys }: PrivateJwks): string[] {
  return keys.map(({ kid }) => kid);
}

/** What a court with these keys asks the police at a moment. */
function asked(by: ToyParty, at: Date): Promise<string> {
  const iat = Math.floor(at.getTime() / 1000);
  const warrant = toyWarrant({ iat, nbf: iat, exp: iat + 600, aud: ['police'] });
  return sealWarrant(warrant, by.own, [police.pinned]);
}

async function codeOf(envelope: string, at: Date, by = court): Promise<RefusalCode | undefined> {
  const { code, own } = police;
  const opened = await openWarrant(envelope, { code, own, signers: [by.pinned], now: at });
  return opened.ok ? undefined : opened.code;
}

/** The reply that the police, who know these keys of the court, give at a moment. */
function answered(to: ToyParty, at: Date, inquiry: string): Promise<string> {
  const iat = Math.floor(at.getTime() / 1000);
  return sealReply(toyReply({ iat, exp: iat + 600, inquiry }), police.own, to.pinned);
}

async function signerAt(at: Date): Promise<unknown> {
  const jws = await signClaims({}, court.own, 'any', at);
  return JSON.parse(Buffer.from(jws.split('.')[0] ?? '', 'base64url').toString());
}

test('the old key signs until the new one begins, and the new one from then on', async () => {
  const [oldKid, newKid] = [kidsOf(first)[0], kidsOf(rotated)[0]];
  expect(newKid).not.toBe(oldKid);
  expect(await signerAt(NOW)).toMatchObject({ kid: oldKid });
  expect(await signerAt(new Date(FROM.getTime() - 1))).toMatchObject({ kid: oldKid });
  expect(await signerAt(FROM)).toMatchObject({ kid: newKid });
  expect(await signerAt(after(400 * DAY))).toMatchObject({ kid: newKid });
});

test('through the whole change who knows both keys accepts what the court signs', async () => {
  for (const at of [NOW, after(7 * DAY - 1), FROM, after(14 * DAY - 1), UNTIL, after(99 * DAY)]) {
    expect(await codeOf(await asked(court, at), at)).toBeUndefined();
  }
});

test('a signature by the old key is accepted in the overlap and refused from its end on', async () => {
  const late = new Date(UNTIL.getTime() - 1);
  expect(await codeOf(await asked(before, late), late)).toBeUndefined();
  expect(await codeOf(await asked(before, UNTIL), UNTIL)).toBe('RETIRED_KEY');
});

test('a key is judged by the day on which it is met, not by what the message says', async () => {
  const old = await signClaims(toyWarrant(), before.own, 'any', NOW);
  const verify = (at: Date) => verifyClaims(old, [court.pinned], 'any', at);
  expect(await verify(NOW)).toMatchObject({ ok: true });
  expect(await verify(UNTIL)).toEqual({ ok: false, code: 'RETIRED_KEY' });
});

test('what a retired key did not sign is badly signed', async () => {
  const old = await signClaims({ a: 1 }, before.own, 'any', NOW);
  const forged = [old.split('.')[0], 'eyJhIjoyfQ', old.split('.')[2]].join('.');
  const verdict = await verifyClaims(forged, [court.pinned], 'any', UNTIL);
  expect(verdict).toEqual({ ok: false, code: 'BAD_SIGNATURE' });
});

test('a key that is not valid yet is refused, but for a clock that runs a little ahead', async () => {
  const early = await signClaims({}, court.own, 'any', FROM);
  const at = async (seconds: number) => {
    const now = new Date(FROM.getTime() - seconds * 1000);
    const verdict = await verifyClaims(early, [court.pinned], 'any', now);
    return verdict.ok ? undefined : verdict.code;
  };
  expect(await at(31)).toBe('RETIRED_KEY');
  expect(await at(30)).toBeUndefined();
  expect(await at(0)).toBeUndefined();
});

test('what is sealed goes to the newest key that is valid, and the court opens all of it', async () => {
  const { jti } = toyWarrant();
  const [oldKid, newKid] = [kidsOf(first)[1], kidsOf(rotated)[1]];
  for (const [at, kid] of [
    [NOW, oldKid],
    [FROM, newKid],
    [UNTIL, newKid],
  ] as const) {
    const sealed = await answered(court, at, jti);
    const header = Buffer.from(sealed.split('.')[0] ?? '', 'base64url').toString();
    expect(JSON.parse(header)).toMatchObject({ kid });
    const reader = {
      code: 'court',
      own: court.own,
      agency: police.pinned,
      inquiries: [jti],
      now: at,
    };
    expect(await openReply(sealed, reader)).toMatchObject({ ok: true });
  }
});

test('the old key opens what was sealed within the overlap, and nothing sealed after it', async () => {
  const { jti } = toyWarrant();
  const open = async (sealed: string, now: Date) => {
    const reader = { code: 'court', own: court.own, agency: police.pinned, inquiries: [jti], now };
    const outcome = await openReply(sealed, reader);
    return outcome.ok ? undefined : outcome.code;
  };
  const last = await answered(before, new Date(UNTIL.getTime() - 1000), jti);
  expect(await open(last, UNTIL)).toBeUndefined();
  expect(await open(last, new Date(UNTIL.getTime() + 598_000))).toBeUndefined();
  const stale = new Date(UNTIL.getTime() + 631_000);
  expect(await open(await answered(before, stale, jti), stale)).toBe('RETIRED_KEY');
});

test('an agency whose pinned keys are all retired is left out, and the others still open', async () => {
  const at = after(30 * DAY);
  const iat = Math.floor(at.getTime() / 1000);
  const ends = { keys: first.keys.map((jwk) => ({ ...jwk, retiredAt: UNTIL.toISOString() })) };
  const mall = await toyPartyOf('mall', ends);
  const warrant = toyWarrant({ iat, nbf: iat, exp: iat + 600 });
  const envelope = await sealWarrant(warrant, court.own, [mall.pinned, police.pinned]);
  expect(await codeOf(envelope, at)).toBeUndefined();
  const reader = { code: 'mall', own: mall.own, signers: [court.pinned], now: at };
  expect(await openWarrant(envelope, reader)).toEqual({ ok: false, code: 'NOT_ADDRESSED' });
});

test('who has no key that is valid neither signs nor is sealed to', async () => {
  const ends = { keys: first.keys.map((jwk) => ({ ...jwk, retiredAt: NOW.toISOString() })) };
  const over = await toyPartyOf('court', ends);
  await expect(signClaims({}, over.own, 'any', NOW)).rejects.toThrow('keys rotate');
  await expect(answered(over, NOW, toyWarrant().jti)).rejects.toThrow('no pinned key of court');
});

test('a second change keeps the earlier end of a key and forgets what is long over', async () => {
  const at = after(10 * DAY);
  const until = after(24 * DAY);
  const again = await rotateJwks(rotated, { from: after(17 * DAY), until }, at);
  expect(kidsOf(again).slice(2)).toEqual(kidsOf(rotated));
  expect(again.keys.map(({ retiredAt }) => retiredAt)).toEqual([
    ...[undefined, undefined, until.toISOString(), until.toISOString()],
    ...[UNTIL.toISOString(), UNTIL.toISOString()],
  ]);
  const later = after(15 * DAY);
  const last = await rotateJwks(rotated, { from: later, until: after(16 * DAY) }, later);
  expect(kidsOf(last)).toHaveLength(4);
  expect(kidsOf(last)).not.toContain(kidsOf(first)[0]);
});

test('a change at once retires every key, also one that was still to begin', async () => {
  const now = await rotateJwks(rotated, { from: NOW, until: NOW }, NOW);
  expect(kidsOf(now)).toHaveLength(4);
  expect(kidsOf(now)).not.toContain(kidsOf(rotated)[0]);
  const after = await toyPartyOf('court', now);
  const jws = await signClaims({}, after.own, 'any', NOW);
  expect(await verifyClaims(jws, [after.pinned], 'any', NOW)).toMatchObject({ ok: true });
  const old = await signClaims({}, before.own, 'any', NOW);
  const verdict = await verifyClaims(old, [after.pinned], 'any', NOW);
  expect(verdict).toEqual({ ok: false, code: 'RETIRED_KEY' });
});

test('a change that would leave a gap without a key is not made', async () => {
  const ends = { keys: first.keys.map((jwk) => ({ ...jwk, retiredAt: FROM.toISOString() })) };
  const gap = rotateJwks(ends, { from: after(8 * DAY), until: UNTIL }, NOW);
  await expect(gap).rejects.toThrow('notice of 0 days');
  expect(await rotateJwks(ends, { from: FROM, until: UNTIL }, NOW)).toHaveProperty('keys');
});

test('the public half carries the dates and nothing else', () => {
  const { keys } = publicKeys(court.own);
  expect(keys).toEqual(rotated.keys.map(({ d: _, ...publicPart }) => publicPart));
  expect(keys.map(({ validFrom }) => validFrom)).toEqual([
    ...[FROM.toISOString(), FROM.toISOString(), undefined, undefined],
  ]);
});

test.each([
  ['a date that is none', { retiredAt: '2026-13-01' }, 'must be an instant'],
  ['a day for an instant', { validFrom: '2026-03-02' }, 'must be an instant'],
  [
    'an end before its beginning',
    { validFrom: UNTIL.toISOString(), retiredAt: FROM.toISOString() },
    'retired before it is valid',
  ],
])('a key with %s is refused', async (_, dates, problem) => {
  const jwks = { keys: first.keys.map((jwk) => ({ ...jwk, ...dates })) };
  await expect(readKeys(writeJwks(jwks))).rejects.toThrow(problem);
});
