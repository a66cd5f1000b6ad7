import { CompactSign, exportJWK, generateKeyPair, UnsecuredJWT } from 'jose';
import { beforeAll, expect, test } from 'vitest';
import type { RefusalCode } from '../../../schema/contract/codes.ts';
import {
  ENTRIES_PER_ENVELOPE,
  ENVELOPE_TYP,
  WARRANT_TYP,
} from '../../../schema/contract/warrant.ts';
import type { Warrant } from '../../../schema/contract/warrant.ts';
import { openWarrant } from './open-warrant.ts';
import { sealWarrant } from './seal-warrant.ts';
import { toyCourt } from './toy-court.ts';
import type { ToyCourt } from './toy-court.ts';
import {
  courtHeader,
  forgeEnvelope,
  forgeJws,
  IAT,
  NOW,
  signingKey,
  toyAsked,
  toyParty,
  toyWarrant,
} from './toy-parties.ts';
import type { ToyParty } from './toy-parties.ts';

let toys: ToyCourt;

beforeAll(async () => {
  toys = await toyCourt();
});

async function envelopeOver(jwt: string | Promise<string>): Promise<string> {
  return forgeEnvelope(await jwt, [toys.police.pinned]);
}

test('each agency asked and the court itself open what the court sealed', async () => {
  const { court, police, mall, openAs } = toys;
  const warrant = toyWarrant({ parties: [toyAsked('1'), toyAsked('2')] });
  const envelope = await sealWarrant(warrant, court.own, [police.pinned, mall.pinned]);
  for (const reader of [police, mall, court]) {
    expect(await openAs(reader, envelope)).toEqual({ ok: true, warrant, court: court.pinned });
  }
  expect(envelope).not.toContain('欧阳');
});

test('a warrant for nobody opens for the court only', async () => {
  const { court, codeOf } = toys;
  const envelope = await sealWarrant(toyWarrant({ aud: [] }), court.own, []);
  expect(await codeOf(envelope, court)).toBeUndefined();
  expect(await codeOf(envelope)).toBe('NOT_ADDRESSED');
});

test('an envelope or a warrant that says it is something else is of the wrong type', async () => {
  const { court, police, codeOf } = toys;
  const { key } = signingKey(court.own);
  const jwt = await forgeJws(toyWarrant(), courtHeader(court), key);
  for (const header of [{}, { typ: ENVELOPE_TYP }, { typ: 'relink-reply+jwe', cty: 'JWT' }]) {
    expect(await codeOf(await forgeEnvelope(jwt, [police.pinned], header))).toBe('WRONG_TYPE');
  }
  const otherTyp = forgeJws(toyWarrant(), { ...courtHeader(court), typ: 'relink-reply+jwt' }, key);
  expect(await codeOf(await envelopeOver(otherTyp))).toBe('WRONG_TYPE');
});

test('a warrant signed by a key that is not the court’s is of an unknown key', async () => {
  const { court, police, thief, sealed, codeOf } = toys;
  expect(await codeOf(await sealed({}, thief))).toBe('UNKNOWN_KEY');
  expect(await codeOf(await sealed({}, police))).toBe('UNKNOWN_KEY');
  const nameless = forgeJws(
    toyWarrant(),
    { alg: 'EdDSA', typ: WARRANT_TYP },
    signingKey(court.own).key,
  );
  expect(await codeOf(await envelopeOver(nameless))).toBe('UNKNOWN_KEY');
});

test('a warrant under the court’s kid that another key signed is badly signed', async () => {
  const { court, thief, codeOf } = toys;
  const forged = forgeJws(toyWarrant(), courtHeader(court), signingKey(thief.own).key);
  expect(await codeOf(await envelopeOver(forged))).toBe('BAD_SIGNATURE');
});

test('a warrant altered after it was signed is badly signed', async () => {
  const { court, codeOf } = toys;
  const jwt = await forgeJws(toyWarrant(), courtHeader(court), signingKey(court.own).key);
  const [header, , signature] = jwt.split('.');
  const claims = Buffer.from(JSON.stringify(toyWarrant())).toString('base64url');
  expect(await codeOf(await envelopeOver(`${header}.${claims}.${signature}`))).toBe(
    'BAD_SIGNATURE',
  );
});

test('a key that the warrant brings along is not looked at', async () => {
  const { court, codeOf } = toys;
  const jwk = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  const embedded = { ...courtHeader(court), jwk: await exportJWK(jwk.publicKey) };
  const known = forgeJws(toyWarrant(), embedded, jwk.privateKey);
  expect(await codeOf(await envelopeOver(known))).toBe('BAD_SIGNATURE');
  const links = { jku: 'https://thief.example/keys', x5u: 'https://thief.example/cert' };
  const own = forgeJws(toyWarrant(), { ...embedded, ...links, kid: 'mine' }, jwk.privateKey);
  expect(await codeOf(await envelopeOver(own))).toBe('UNKNOWN_KEY');
});

test('a warrant without a signature, or signed with the public key as a secret, is refused', async () => {
  const { court, codeOf } = toys;
  const none = new UnsecuredJWT({ ...toyWarrant() }).encode();
  expect(await codeOf(await envelopeOver(none))).toBe('WRONG_TYPE');
  const header = { ...courtHeader(court), alg: 'none' };
  const part = Buffer.from(JSON.stringify(header)).toString('base64url');
  const typed = [part, none.split('.')[1], ''].join('.');
  expect(await codeOf(await envelopeOver(typed))).toBe('BAD_SIGNATURE');
  const secret = Buffer.from(court.pinned.jwks.keys[0]?.x ?? '', 'base64url');
  const confused = forgeJws(toyWarrant(), { ...courtHeader(court), alg: 'HS256' }, secret);
  expect(await codeOf(await envelopeOver(confused))).toBe('BAD_SIGNATURE');
});

test('a warrant that insists on an extension is malformed', async () => {
  const { court, codeOf } = toys;
  const jwt = await new CompactSign(new TextEncoder().encode(JSON.stringify(toyWarrant())))
    .setProtectedHeader({ ...courtHeader(court), crit: ['x-more'], 'x-more': 1 })
    .sign(signingKey(court.own).key, { crit: { 'x-more': true } });
  expect(await codeOf(await envelopeOver(jwt))).toBe('MALFORMED');
});

test('content that is no warrant is malformed', async () => {
  const { court, codeOf } = toys;
  const { key } = signingKey(court.own);
  const twice = JSON.stringify(toyWarrant()).replace('{', '{"hop":2,');
  const contents = ['no JSON', '{}', twice, JSON.stringify({ ...toyWarrant(), jti: 'x' })];
  for (const content of contents) {
    expect(await codeOf(await envelopeOver(forgeJws(content, courtHeader(court), key)))).toBe(
      'MALFORMED',
    );
  }
  expect(await codeOf(await envelopeOver('not a JWT'))).toBe('MALFORMED');
});

test.each<[string, Partial<Warrant>, RefusalCode | undefined]>([
  ['of another court', { iss: 'court-2' }, 'WRONG_ISSUER'],
  ['for other agencies', { aud: ['mall'] }, 'WRONG_AUDIENCE'],
  ['that expires now', { iat: IAT - 600, nbf: IAT - 600, exp: IAT }, 'EXPIRED'],
  ['that expires in a second', { iat: IAT - 599, nbf: IAT - 599, exp: IAT + 1 }, undefined],
  ['valid from later', { nbf: IAT + 31 }, 'NOT_YET_VALID'],
  ['issued later', { iat: IAT + 31, exp: IAT + 600 }, 'NOT_YET_VALID'],
  ['issued by a clock a little ahead', { iat: IAT + 30, nbf: IAT + 30 }, undefined],
  ['that lives a second too long', { exp: IAT + 601 }, 'TOO_LONG_LIVED'],
])('a warrant %s', async (_, change, code) => {
  const { sealed, codeOf } = toys;
  expect(await codeOf(await sealed(change))).toBe(code);
});

test('a warrant with as many entries as allowed opens, one with one more does not', async () => {
  const { sealed, codeOf } = toys;
  const length = ENTRIES_PER_ENVELOPE + 1;
  const parties = Array.from({ length }, (_, at) => toyAsked(String(at)));
  expect(await codeOf(await sealed({ parties: parties.slice(1) }))).toBeUndefined();
  expect(await codeOf(await sealed({ parties }))).toBe('TOO_MANY_PARTIES');
});

test('as many entries as allowed with the longest values fit an envelope', async () => {
  const { sealed, codeOf } = toys;
  const longest = {
    name: '龘'.repeat(200),
    caseNo: '（'.repeat(64),
    phoneObservedOn: '2026-01-01',
  };
  const parties = Array.from({ length: ENTRIES_PER_ENVELOPE }, (_, at) => ({
    ...toyAsked(String(at).padStart(64, '0')),
    ...longest,
  }));
  expect(await codeOf(await sealed({ parties }))).toBeUndefined();
});

test.each([{ actor: 'b'.repeat(43) }, { role: 'JUDGE' }])(
  'a warrant in which %o was put afterwards is badly signed',
  async (change) => {
    const { court, codeOf } = toys;
    const warrant = toyWarrant();
    const header = courtHeader(court);
    const jwt = await forgeJws(warrant, header, signingKey(court.own).key);
    const [head, , signature] = jwt.split('.');
    const claims = Buffer.from(JSON.stringify({ ...warrant, ...change })).toString('base64url');
    expect(await codeOf(await envelopeOver(`${head}.${claims}.${signature}`))).toBe(
      'BAD_SIGNATURE',
    );
  },
);

test.each<[string, object]>([
  ['without an actor', { actor: undefined }],
  ['with a name for an actor', { actor: 'wang.shuji' }],
  ['without a role', { role: undefined }],
  ['in the role of an administrator', { role: 'ADMINISTRATOR' }],
])('a warrant %s is malformed', async (_, change) => {
  const { court, codeOf } = toys;
  const claims = { ...toyWarrant(), ...change };
  const jwt = forgeJws(claims, courtHeader(court), signingKey(court.own).key);
  expect(await codeOf(await envelopeOver(jwt))).toBe('MALFORMED');
});

test('of several courts the one that signed is found by its key, and must be the issuer', async () => {
  const { court, police } = toys;
  const other = await toyParty('high-court');
  const open = async (issuer: string, by: ToyParty) => {
    const envelope = await sealWarrant(toyWarrant({ iss: issuer }), by.own, [police.pinned]);
    const signers = [court.pinned, other.pinned];
    return openWarrant(envelope, { code: 'police', own: police.own, signers, now: NOW });
  };
  expect(await open('court', court)).toMatchObject({ ok: true, court: { code: 'court' } });
  expect(await open('high-court', other)).toMatchObject({
    ok: true,
    court: { code: 'high-court' },
  });
  expect(await open('court', other)).toEqual({ ok: false, code: 'WRONG_ISSUER' });
  expect(await open('high-court', court)).toEqual({ ok: false, code: 'WRONG_ISSUER' });
});
