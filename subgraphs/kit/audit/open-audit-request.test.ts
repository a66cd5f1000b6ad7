import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { AUDIT_TYP } from '../../../schema/contract/audit.ts';
import type { AuditReply } from '../../../schema/contract/audit.ts';
import { signClaims } from '../sealing/sign-claims.ts';
import { NOW, toyParty } from '../sealing/toy-parties.ts';
import { openAuditReply } from './open-audit-reply.ts';
import { openAuditRequest } from './open-audit-request.ts';
import { sealAuditReply } from './seal-audit-reply.ts';
import { sealAuditRequest } from './seal-audit-request.ts';

const [audit, police, mall] = await Promise.all([
  toyParty('audit'),
  toyParty('police'),
  toyParty('mall'),
]);
const iat = NOW.getTime() / 1000;
const draft = () => ({
  ...{ jti: randomUUID(), actor: 'officer', seen: {} },
  asks: { police: { ask: 'CHECKPOINT' } } as const,
});

function sign(change: object = {}, by = audit, typ = AUDIT_TYP): Promise<string> {
  const term = { iss: 'audit', aud: ['police'], iat, exp: iat + 120 };
  return signClaims({ ...term, ...draft(), ...change }, by.own, typ, NOW);
}

const open = (text: string, by: typeof audit | undefined = audit) =>
  openAuditRequest(text, { code: 'police', audit: by.pinned, now: NOW });

test('a sound request is opened, so that what follows is refused for its own sake', async () => {
  expect(await open(await sign())).toMatchObject({
    ok: true,
    value: { ask: { ask: 'CHECKPOINT' } },
  });
  const sealed = await sealAuditRequest(draft(), audit.own, NOW);
  expect(await open(sealed)).toMatchObject({
    value: { request: { aud: ['police'], iss: 'audit' } },
  });
});

test.each<[string, () => Promise<string>]>([
  ['UNKNOWN_KEY', () => sign({}, mall)],
  ['WRONG_TYPE', () => sign({}, audit, 'relink-call+jwt')],
  ['WRONG_AUDIENCE', () => sign({ aud: ['mall'] })],
  ['WRONG_AUDIENCE', () => sign({ asks: {} })],
  ['EXPIRED', () => sign({ iat: iat - 121, exp: iat - 1 })],
  ['NOT_YET_VALID', () => sign({ iat: iat + 99, exp: iat + 199 })],
  ['TOO_LONG_LIVED', () => sign({ exp: iat + 121 })],
  ['MALFORMED', () => sign({ asks: { police: { ask: 'EVERYTHING' } } })],
  ['MALFORMED', () => sign({ iss: 'court' })],
  ['MALFORMED', () => sign({ actor: 'x'.repeat(300_000) })],
  ['MALFORMED', () => Promise.resolve('a.b.c')],
])('%s is why a request is refused', async (code, make) => {
  expect(await open(await make())).toEqual({ ok: false, code });
});

test('a request whose signature or claims were changed, or of an audit service unknown, is refused', async () => {
  const [head = '', body = '', signature = ''] = (await sign()).split('.');
  const [, other = ''] = (await sign()).split('.');
  const forged = { ok: false, code: 'BAD_SIGNATURE' };
  expect(await open(`${head}.${other}.${signature}`)).toEqual(forged);
  expect(await open(`${head}.${body}.${'A'.repeat(signature.length)}`)).toEqual(forged);
  const nobody = { code: 'police', audit: undefined, now: NOW };
  expect(await openAuditRequest(await sign(), nobody)).toEqual({ ok: false, code: 'UNKNOWN_KEY' });
});

test('a reply is believed only from the service asked, to the request that was put, in its time', async () => {
  const request = randomUUID();
  const reply: AuditReply = {
    ...{ iss: 'police', aud: 'audit', iat, exp: iat + 120, jti: randomUUID(), request },
    checkpoint: 'note',
  };
  const sealed = await sealAuditReply(reply, police.own, audit.pinned);
  const read = (change: object, text = sealed) => {
    const sound = { own: audit.own, service: police.pinned, request, now: NOW };
    return openAuditReply(text, { ...sound, ...change });
  };
  const later = new Date(NOW.getTime() + 121_000);
  expect(await read({})).toEqual({ ok: true, value: reply });
  expect(await read({ service: mall.pinned })).toEqual({ ok: false, code: 'UNKNOWN_KEY' });
  expect(await read({ request: randomUUID() })).toEqual({ ok: false, code: 'WRONG_INQUIRY' });
  expect(await read({ own: mall.own })).toEqual({ ok: false, code: 'NOT_ADDRESSED' });
  expect(await read({ now: later })).toEqual({ ok: false, code: 'EXPIRED' });
  const posing = await sealAuditReply({ ...reply, iss: 'mall' }, police.own, audit.pinned);
  expect(await read({}, posing)).toEqual({ ok: false, code: 'WRONG_ISSUER' });
});
