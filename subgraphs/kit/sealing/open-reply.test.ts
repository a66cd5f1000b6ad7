import { beforeAll, expect, test } from 'vitest';
import type { RefusalCode } from '../../../schema/contract/codes.ts';
import { REPLY_TYP, SEALED_REPLY_TYP } from '../../../schema/contract/reply.ts';
import type { Reply } from '../../../schema/contract/reply.ts';
import { openReply } from './open-reply.ts';
import { sealReply } from './seal-reply.ts';
import { sealWarrant } from './seal-warrant.ts';
import {
  forgeCompact,
  forgeJws,
  IAT,
  NOW,
  sealingKey,
  signingKey,
  toyParty,
  toyReply,
  toyWarrant,
} from './toy-parties.ts';
import type { ToyParty } from './toy-parties.ts';

const INQUIRY = '5f0c8f0e-7b53-4a55-9c0a-0d6b6f6f3a11';
const KIND = { typ: SEALED_REPLY_TYP, cty: 'JWT' };

let court: ToyParty;
let police: ToyParty;
let mall: ToyParty;

beforeAll(async () => {
  [court, police, mall] = await Promise.all([
    toyParty('court'),
    toyParty('police'),
    toyParty('mall'),
  ]);
});

function reply(change: Partial<Reply> = {}): Reply {
  return toyReply({ inquiry: INQUIRY, ...change });
}

function policeHeader() {
  return { alg: 'EdDSA', typ: REPLY_TYP, kid: signingKey(police.own).kid };
}

function open(sealed: string, reader = court) {
  const { code, own } = reader;
  return openReply(sealed, { code, own, agency: police.pinned, inquiries: [INQUIRY], now: NOW });
}

async function codeOf(sealed: string, reader = court): Promise<RefusalCode | undefined> {
  const outcome = await open(sealed, reader);
  return outcome.ok ? undefined : outcome.code;
}

test('the court opens what an agency sealed to it', async () => {
  const answer = reply();
  const sealed = await sealReply(answer, police.own, court.pinned);
  expect(await open(sealed)).toEqual({ ok: true, reply: answer });
});

test('a reply opens for nobody but the court', async () => {
  const sealed = await sealReply(reply(), police.own, court.pinned);
  expect(await codeOf(sealed, mall)).toBe('NOT_ADDRESSED');
  const renamed = await forgeCompact('x', mall.pinned, {
    ...KIND,
    kid: sealingKey(court.pinned).kid,
  });
  expect(await codeOf(renamed)).toBe('UNOPENABLE');
});

test.each<[string, Partial<Reply>, RefusalCode]>([
  ['in the name of another agency', { iss: 'mall' }, 'WRONG_ISSUER'],
  ['to another court', { aud: 'court-2' }, 'WRONG_AUDIENCE'],
  ['to another inquiry', { inquiry: '8a4dd1e0-52bb-4a0f-8f0d-6a4f2a1e7c22' }, 'WRONG_INQUIRY'],
  ['that expired', { iat: IAT - 600, exp: IAT }, 'EXPIRED'],
  ['issued later', { iat: IAT + 31 }, 'NOT_YET_VALID'],
  ['that lives too long', { exp: IAT + 601 }, 'TOO_LONG_LIVED'],
])('a reply %s is refused', async (_, change, code) => {
  expect(await codeOf(await sealReply(reply(change), police.own, court.pinned))).toBe(code);
});

test('a reply that another agency signed is refused', async () => {
  expect(await codeOf(await sealReply(reply(), mall.own, court.pinned))).toBe('UNKNOWN_KEY');
  const forged = await forgeJws(reply(), policeHeader(), signingKey(mall.own).key);
  expect(await codeOf(await forgeCompact(forged, court.pinned, KIND))).toBe('BAD_SIGNATURE');
});

test('a reply that is altered, cut or something else is refused', async () => {
  const sealed = await sealReply(reply(), police.own, court.pinned);
  const parts = sealed.split('.');
  const cipher = parts[3] ?? '';
  const middle = cipher[50] === 'A' ? 'B' : 'A';
  parts[3] = `${cipher.slice(0, 50)}${middle}${cipher.slice(51)}`;
  expect(await codeOf(parts.join('.'))).toBe('UNOPENABLE');
  const envelope = await sealWarrant(toyWarrant(), court.own, []);
  for (const text of ['', '....', `${sealed}.x`, sealed.slice(10), envelope]) {
    expect(await codeOf(text)).toBe('MALFORMED');
  }
});

test('a reply that says it is something else is of the wrong type', async () => {
  const jwt = await forgeJws(reply(), policeHeader(), signingKey(police.own).key);
  expect(await codeOf(await forgeCompact(jwt, court.pinned, { typ: 'other' }))).toBe('WRONG_TYPE');
  const header = { ...policeHeader(), typ: 'relink-warrant+jwt' };
  const other = await forgeJws(reply(), header, signingKey(police.own).key);
  expect(await codeOf(await forgeCompact(other, court.pinned, KIND))).toBe('WRONG_TYPE');
});

test('signed content that is no reply is malformed', async () => {
  const { answers, ...rest } = reply();
  const repeated = JSON.stringify({ ...rest, answers }).replace('{', '{"iss":"police",');
  for (const content of ['{}', 'no JSON', JSON.stringify(rest), repeated]) {
    const jwt = await forgeJws(content, policeHeader(), signingKey(police.own).key);
    expect(await codeOf(await forgeCompact(jwt, court.pinned, KIND))).toBe('MALFORMED');
  }
});
