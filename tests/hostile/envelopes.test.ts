import { generateKeyPair } from 'jose';
import { describe, expect, inject, test } from 'vitest';
import { sealWarrant } from '../../subgraphs/kit/sealing/seal-warrant.ts';
import { signingKey } from '../../subgraphs/kit/sealing/toy-parties.ts';
import { AGENCIES } from '../support/agencies.ts';
import { askAgency, postInquiry } from '../support/ask-agency.ts';
import {
  altered,
  askedParty,
  envelopeFor,
  ownKeysOf,
  realCourt,
  soundWarrant,
} from '../support/hostile-envelopes.ts';
import type { Forgery, RealCourt } from '../support/hostile-envelopes.ts';
import { logSince } from '../support/log-since.ts';

const { home, subgraphUrls } = inject('sample');
const court = await realCourt(home);

type Attack = [name: string, refusal: string, make: (code: string) => Promise<string>];

const claims = (change: object, forgery: Forgery = {}) => timed(() => change, forgery);
/** What changes with the clock, by when the envelope is made: the last agency is asked minutes later. */
const timed = (change: (now: number) => object, forgery: Forgery = {}) => {
  return (code: string) => {
    const now = Math.floor(Date.now() / 1000);
    return envelopeFor(court, code, { ...soundWarrant(code), ...change(now) }, forgery);
  };
};
const others = (code: string) => {
  return [...court.agencies.values()].filter((party) => party.code !== code);
};

const attacks: Attack[] = [
  ['is signed by another court', 'UNKNOWN_KEY', claims({}, { by: court.thief })],
  [
    "is signed by another court under the true court's key id",
    'BAD_SIGNATURE',
    claims({}, { by: court.thief, header: { kid: signingKey(court.own).kid } }),
  ],
  [
    "is signed by another agency's true keys, in that agency's name",
    'COURT_NOT_ALLOWED',
    async (code) => {
      const other = code === 'police' ? 'mall' : 'police';
      const by = await ownKeysOf(home, other);
      return envelopeFor(court, code, soundWarrant(code, { iss: other }), { by });
    },
  ],
  ['names another issuer', 'WRONG_ISSUER', claims({ iss: 'police' })],
  ['has expired', 'EXPIRED', timed((now) => ({ iat: now - 400, nbf: now - 400, exp: now - 1 }))],
  ['is not yet valid', 'NOT_YET_VALID', timed((now) => ({ nbf: now + 200 }))],
  [
    'was issued in the future',
    'NOT_YET_VALID',
    timed((now) => ({ iat: now + 200, nbf: now + 200, exp: now + 500 })),
  ],
  ['lives longer than ten minutes', 'TOO_LONG_LIVED', timed((now) => ({ exp: now + 86_400 }))],
  ['has other agencies for its audience', 'WRONG_AUDIENCE', claims({ aud: ['customs'] })],
  ['has nobody for its audience', 'WRONG_AUDIENCE', claims({ aud: [] })],
  [
    'is sealed to the other agencies alone',
    'NOT_ADDRESSED',
    (code) => envelopeFor(court, code, soundWarrant(code), { to: others(code) }),
  ],
  [
    'says that nobody signed it (alg none)',
    'BAD_SIGNATURE',
    claims({}, { header: { alg: 'none' } }),
  ],
  [
    "is signed with the court's public key as a shared secret",
    'BAD_SIGNATURE',
    claims({}, { header: { alg: 'HS256' }, key: publicKeyAsSecret(court) }),
  ],
  [
    'is signed with a key of another kind',
    'BAD_SIGNATURE',
    async (code) => {
      const { privateKey } = await generateKeyPair('ES256');
      return envelopeFor(court, code, soundWarrant(code), {
        ...{ header: { alg: 'ES256' }, key: privateKey },
      });
    },
  ],
  [
    'carries an altered signature',
    'BAD_SIGNATURE',
    claims({}, { tamper: (jws) => changePart(jws, 2) }),
  ],
  [
    'carries claims that were changed after signing',
    'BAD_SIGNATURE',
    claims({}, { tamper: (jws) => changeClaims(jws, { kinds: ['PHONE'] }) }),
  ],
  [
    'names another actor than the one who asked',
    'BAD_SIGNATURE',
    claims({}, { tamper: (jws) => changeClaims(jws, { actor: 'b'.repeat(43) }) }),
  ],
  [
    'was given a higher role after signing',
    'BAD_SIGNATURE',
    claims({}, { tamper: (jws) => changeClaims(jws, { role: 'JUDGE' }) }),
  ],
  ['carries something other than a warrant', 'WRONG_TYPE', claims({}, { header: { typ: 'JWT' } })],
  [
    "carries an agency's reply for a warrant",
    'WRONG_TYPE',
    claims({}, { header: { typ: 'relink-reply+jwt' } }),
  ],
  [
    'says it is something other than an envelope',
    'WRONG_TYPE',
    claims({}, { outer: { typ: 'relink-reply+jwe' } }),
  ],
  ['has an altered ciphertext', 'UNOPENABLE', member('ciphertext')],
  ['has an altered tag', 'UNOPENABLE', member('tag')],
  ['has an altered nonce', 'UNOPENABLE', member('iv')],
  ['names a purpose that no law knows', 'MALFORMED', claims({ purpose: 'CURIOSITY' })],
  ['leaves out its id', 'MALFORMED', claims({ jti: undefined })],
  [
    'asks about more parties than any envelope may',
    'TOO_MANY_PARTIES',
    claims({ parties: Array.from({ length: 8001 }, (_, at) => askedParty(String(at))) }),
  ],
  ['is no envelope at all', 'MALFORMED', () => Promise.resolve('eyJ not an envelope')],
  ['is empty', 'MALFORMED', () => Promise.resolve('')],
  ['is JSON of another kind', 'MALFORMED', () => Promise.resolve('{"recipients":[]}')],
  ['is nested a hundred thousand deep', 'MALFORMED', () => Promise.resolve('['.repeat(100_000))],
  ['has twenty megabytes', 'MALFORMED', () => Promise.resolve('A'.repeat(20 * 1024 * 1024))],
];

describe.each(AGENCIES)('%s', (code) => {
  const url = subgraphUrls[code] ?? '';

  test.each(attacks)('refuses an envelope that %s (%s)', async (_, refusal, make) => {
    const log = await logSince(home, code);
    const said = await askAgency(url, code, await make(code));
    expect(said).toEqual({ status: 'REFUSED', sealed: null });
    expect(await log.has(`"code":"${refusal}"`)).toBe(true);
    expect(await log.read()).not.toContain('"msg":"answered"');
  });

  test('answers an envelope once and refuses it the second time', async () => {
    const log = await logSince(home, code);
    const envelope = await envelopeFor(court, code, soundWarrant(code));
    expect((await askAgency(url, code, envelope)).status).toBe('ANSWERED');
    expect(await askAgency(url, code, envelope)).toEqual({ status: 'REFUSED', sealed: null });
    expect(await log.has('"code":"REPLAYED"')).toBe(true);
  });

  test('answers one of two envelopes alike that come at once', async () => {
    const envelope = await envelopeFor(court, code, soundWarrant(code));
    const said = await Promise.all([1, 2, 3].map(() => askAgency(url, code, envelope)));
    expect(said.filter(({ status }) => status === 'ANSWERED')).toHaveLength(1);
  });

  test('refuses a warrant that comes again in a new envelope', async () => {
    const warrant = soundWarrant(code);
    const [one, other] = await Promise.all([
      envelopeFor(court, code, warrant),
      envelopeFor(court, code, warrant),
    ]);
    expect((await askAgency(url, code, one)).status).toBe('ANSWERED');
    expect((await askAgency(url, code, other)).status).toBe('REFUSED');
  });

  test('answers a genuine envelope of a thousand parties after all that', async () => {
    const parties = Array.from({ length: 1000 }, (_, at) => askedParty(String(at + 1)));
    const warrant = soundWarrant(code, { parties, aud: AGENCIES });
    const envelope = await sealWarrant(warrant, court.own, [...court.agencies.values()]);
    const said = await askAgency(url, code, envelope);
    expect(said.status).toBe('ANSWERED');
    expect(said.sealed?.split('.')).toHaveLength(5);
  });

  test('says nothing about itself when the envelope is no text', async () => {
    const { body } = await postInquiry(url, code, { deep: ['er'] });
    expect(body).not.toMatch(/ANSWERED|node_modules|\.ts|postgres/u);
  });
});

function publicKeyAsSecret({ own }: RealCourt): Uint8Array {
  const signing = own.public.jwks.keys.find(({ use }) => use === 'sig');
  return Buffer.from(signing?.x ?? '', 'base64url');
}

function changePart(jws: string, index: number): string {
  return jws
    .split('.')
    .map((part, at) => (at === index ? altered(part) : part))
    .join('.');
}

function changeClaims(jws: string, change: object): string {
  const [header = '', payload = '', signature = ''] = jws.split('.');
  const before: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString());
  const after = JSON.stringify({ ...(before as object), ...change });
  return [header, Buffer.from(after).toString('base64url'), signature].join('.');
}

/** A sound envelope with one member changed after sealing. */
function member(name: string) {
  return async (code: string) => {
    const sound = await envelopeFor(court, code, soundWarrant(code));
    const envelope = JSON.parse(sound) as Record<string, string>;
    return JSON.stringify({ ...envelope, [name]: altered(envelope[name] ?? '') });
  };
}
