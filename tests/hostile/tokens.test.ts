import { createServer } from 'node:http';
import { createPublicKey } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, describe, expect, inject, test } from 'vitest';
import { forgeJwt, toyKey } from '../../subgraphs/kit/people/toy-jwt.ts';
import { doors } from '../support/doors.ts';
import { expectRefusal } from '../support/expect-refusal.ts';
import { AUDIENCE, forger, seconds } from '../support/forger.ts';
import type { Change } from '../support/forger.ts';
import { READ_REPAIR, expectAllOf, expectNothingOf, foundRepair } from '../support/found-repair.ts';
import { logSince } from '../support/log-since.ts';

const { home, issuer } = inject('sample');
const repair = await foundRepair();
const provider = await forger();
const [thief, thiefOfRsa] = await Promise.all([toyKey('ES256'), toyKey('RS256')]);
const question = { query: READ_REPAIR, variables: { id: repair.id } };

/** Where the thief would have the keys looked for. */
const asked: (string | undefined)[] = [];
const keysOfThief = createServer(({ url }, answer) => {
  asked.push(url);
  answer.end(JSON.stringify({ keys: [{ ...thief.jwk, kid: thief.kid, alg: 'ES256' }] }));
}).listen(0, '127.0.0.1');
await once(keysOfThief, 'listening');
// a server listening on a port has an address of this form
const elsewhere = `http://127.0.0.1:${(keysOfThief.address() as AddressInfo).port}/jwks`;
afterAll(() => keysOfThief.close());

/** An attack: what is wrong, what the log calls it, and the token. */
type Attack = [name: string, cause: string, make: () => string];

const claims = (change: Change) => () => provider.token({ claims: change });
const header = (change: Change) => () => provider.token({ header: change });
const byThief = (change: Change) => () => provider.token({ header: change }, thief);
const text = (from: string, to: string) => () => {
  const sound = JSON.stringify(provider.claims());
  return forgeJwt(provider.header(), sound.replace(from, to), provider.key);
};
const publicKey = createPublicKey({ key: provider.key.jwk, format: 'jwk' });
const hmac = (secret: string | Buffer) => () =>
  provider.token({ header: { alg: 'HS256' } }, Buffer.from(secret));
const part = (index: number, change: (text: string) => string) => () => {
  const parts = provider.token().split('.');
  return parts.map((one, at) => (at === index ? change(one) : one)).join('.');
};
const raised = (payload: string) => {
  const before = JSON.parse(Buffer.from(payload, 'base64url').toString()) as object;
  return Buffer.from(JSON.stringify({ ...before, roles: ['JUDGE'] })).toString('base64url');
};
const unsigned = (alg: string) => () => {
  const [, body = ''] = provider.token().split('.');
  const head = Buffer.from(JSON.stringify(provider.header({ alg }))).toString('base64url');
  return `${head}.${body}.`;
};

const signatures: Attack[] = [
  ['nobody signed (alg none)', 'WRONG_ALGORITHM', unsigned('none')],
  ['nobody signed (alg None)', 'WRONG_ALGORITHM', unsigned('None')],
  ['nobody signed (alg nOnE)', 'WRONG_ALGORITHM', unsigned('nOnE')],
  ['nobody signed, whatever it says', 'BAD_SIGNATURE', unsigned('ES256')],
  ['carries a signature under alg none', 'WRONG_ALGORITHM', header({ alg: 'none' })],
  [
    'has the public key in PEM for a shared secret',
    'WRONG_ALGORITHM',
    hmac(publicKey.export({ type: 'spki', format: 'pem' })),
  ],
  [
    'has the public key in DER for a shared secret',
    'WRONG_ALGORITHM',
    hmac(publicKey.export({ type: 'spki', format: 'der' })),
  ],
  [
    'has the public JWK for a shared secret',
    'WRONG_ALGORITHM',
    hmac(JSON.stringify(provider.key.jwk)),
  ],
  ['has nothing for a shared secret', 'WRONG_ALGORITHM', hmac('')],
  [
    'is of another kind of signature than the key',
    'UNKNOWN_KEY',
    () => provider.token({ header: { alg: 'RS256' } }, thiefOfRsa),
  ],
  ["is signed by a thief under the provider's kid", 'BAD_SIGNATURE', byThief({})],
  ["is signed by a thief under the thief's kid", 'UNKNOWN_KEY', byThief({ kid: thief.kid })],
  [
    'has a signature of zeros',
    'BAD_SIGNATURE',
    part(2, () => Buffer.alloc(64).toString('base64url')),
  ],
  ['was given a higher role after signing', 'BAD_SIGNATURE', part(1, raised)],
  [
    'has the signature of another token',
    'BAD_SIGNATURE',
    part(2, () => provider.token().split('.')[2] ?? ''),
  ],
];

const keys: Attack[] = [
  ["embeds the thief's key", 'FOREIGN_KEY', byThief({ jwk: thief.jwk, kid: thief.kid })],
  ["embeds the thief's key under the provider's kid", 'FOREIGN_KEY', byThief({ jwk: thief.jwk })],
  ["embeds the provider's own key", 'FOREIGN_KEY', header({ jwk: provider.key.jwk })],
  ['points to keys (jku)', 'FOREIGN_KEY', byThief({ jku: elsewhere, kid: thief.kid })],
  ['points to a certificate (x5u)', 'FOREIGN_KEY', byThief({ x5u: elsewhere, kid: thief.kid })],
  ['brings a certificate (x5c)', 'FOREIGN_KEY', byThief({ x5c: ['MIIB'], kid: thief.kid })],
  ["points to the provider's own keys", 'FOREIGN_KEY', header({ jku: `${issuer}/jwks` })],
  ['insists on an extension (crit)', 'FOREIGN_KEY', header({ crit: ['b64'], b64: false })],
  ['has a path for a kid', 'UNKNOWN_KEY', header({ kid: '../../../../../../dev/null' })],
  ['has a file for a kid', 'UNKNOWN_KEY', header({ kid: 'file:///dev/null' })],
  ['has an address for a kid', 'UNKNOWN_KEY', byThief({ kid: elsewhere })],
  ['has SQL for a kid', 'UNKNOWN_KEY', header({ kid: "x' union select 'secret' -- " })],
  ['has a command for a kid', 'UNKNOWN_KEY', header({ kid: '$(cat /etc/passwd)|' })],
  ['has a property of objects for a kid', 'UNKNOWN_KEY', header({ kid: '__proto__' })],
  ['has a kid that nobody knows', 'UNKNOWN_KEY', header({ kid: 'unknown' })],
  ['has an empty kid', 'UNKNOWN_KEY', header({ kid: '' })],
  ['has no kid', 'UNKNOWN_KEY', header({ kid: undefined })],
  ['has a list for a kid', 'UNKNOWN_KEY', header({ kid: [provider.key.kid] })],
];

const contents: Attack[] = [
  ['has expired', 'EXPIRED', () => expired()],
  ['is not yet valid', 'NOT_YET_VALID', () => later({ nbf: seconds() + 120 })],
  ['was issued in the future', 'NOT_YET_VALID', () => later({ iat: seconds() + 120 })],
  ['is for somebody else', 'WRONG_AUDIENCE', claims({ aud: 'urn:relink:other' })],
  [
    'is for a list without us',
    'WRONG_AUDIENCE',
    claims({ aud: ['relink-command', `${AUDIENCE}2`] }),
  ],
  ['is for nobody', 'WRONG_AUDIENCE', claims({ aud: [] })],
  ['names no audience', 'MALFORMED', claims({ aud: undefined })],
  ['is of another issuer', 'WRONG_ISSUER', claims({ iss: 'https://login.example' })],
  ['is of almost the issuer', 'WRONG_ISSUER', claims({ iss: `${issuer}/` })],
  ['is a JWT of no kind (typ JWT)', 'WRONG_TYPE', header({ typ: 'JWT' })],
  ['is of no type', 'WRONG_TYPE', header({ typ: undefined })],
  ['is a proof', 'WRONG_TYPE', header({ typ: 'dpop+jwt' })],
  ['is a call of the gateway', 'WRONG_TYPE', header({ typ: 'relink-call+jwt' })],
  ['is an ID token', 'WRONG_TYPE', () => idToken({ typ: 'JWT' })],
  ['is an ID token under another type', 'WRONG_AUDIENCE', () => idToken({})],
  ['names two subjects', 'MALFORMED', text('"sub":', '"sub":"li.faguan","sub":')],
  ['names two audiences apart', 'MALFORMED', text('"aud":', '"aud":"x","aud":')],
  ['names roles twice', 'MALFORMED', text('"roles":', '"roles":["JUDGE"],"roles":')],
  [
    'names roles twice, once in escapes',
    'MALFORMED',
    text('"roles":', '"role\\u0073":[],"roles":'),
  ],
  ['ends twice', 'MALFORMED', text('"exp":', '"exp":1,"exp":')],
  ['is bound twice', 'MALFORMED', text('"cnf":{', '"cnf":{"jkt":"x",')],
  ['has two algorithms', 'MALFORMED', () => twoAlgorithms()],
  ['ends in a year', 'TOO_LONG_LIVED', () => lasting(365 * 86_400)],
  ['ends after the end of the world', 'TOO_LONG_LIVED', claims({ exp: 9e15 })],
  ['ends at the largest of numbers', 'TOO_LONG_LIVED', claims({ exp: 1.7e308 })],
  ['ends beyond all numbers', 'MALFORMED', text('"exp":', '"exp":1e999,"was":')],
  ['ends at a text', 'MALFORMED', claims({ exp: String(seconds() + 300) })],
  ['never ends', 'MALFORMED', claims({ exp: undefined })],
  ['ends at nothing', 'MALFORMED', claims({ exp: null })],
  ['does not say since when', 'MALFORMED', claims({ iat: undefined })],
  ['names nobody', 'MALFORMED', claims({ sub: undefined })],
  ['names somebody with line breaks', 'MALFORMED', claims({ sub: 'wang\nshuji' })],
  ['is bound to nothing', 'NOT_BOUND', claims({ cnf: undefined })],
  ['is bound to no thumbprint', 'MALFORMED', claims({ cnf: {} })],
  ['is bound to a certificate', 'MALFORMED', claims({ cnf: { 'x5t#S256': 'A'.repeat(43) } })],
  ['has a text for roles', 'MALFORMED', claims({ roles: 'JUDGE' })],
  ['is of officer and engineer', 'DISJOINT_ROLES', roles('PRIVACY_OFFICER', 'AGENCY_ENGINEER')],
  ['is of officer and administrator', 'DISJOINT_ROLES', roles('PRIVACY_OFFICER', 'ADMINISTRATOR')],
  ['is of engineer and administrator', 'DISJOINT_ROLES', roles('AGENCY_ENGINEER', 'ADMINISTRATOR')],
  [
    'is of a clerk who is two of them besides',
    'DISJOINT_ROLES',
    roles('CLERK', 'ADMINISTRATOR', 'PRIVACY_OFFICER'),
  ],
];

const forms: Attack[] = [
  ['lacks its last character', 'MALFORMED', () => provider.token().slice(0, -1)],
  ['lacks its last two characters', 'BAD_SIGNATURE', () => provider.token().slice(0, -2)],
  ['lacks its signature', 'MALFORMED', () => provider.token().split('.', 2).join('.')],
  ['lacks its claims', 'BAD_SIGNATURE', part(1, () => '')],
  ['lacks the end of its claims', 'BAD_SIGNATURE', part(1, (one) => one.slice(0, -4))],
  ['lacks its header', 'MALFORMED', part(0, () => '')],
  ['is padded', 'MALFORMED', () => `${provider.token()}==`],
  ['is padded within', 'MALFORMED', part(0, (one) => `${one}=`)],
  ['has a dot too many', 'MALFORMED', () => `${provider.token()}.`],
  ['has a dot before it', 'MALFORMED', () => `.${provider.token()}`],
  ['has five parts', 'MALFORMED', () => `${provider.token()}.AAAA.AAAA`],
  ['is two tokens', 'MALFORMED', () => `${provider.token()} ${provider.token()}`],
  ['is two tokens with a comma', 'MALFORMED', () => `${provider.token()},${provider.token()}`],
  ['has characters of another alphabet', 'MALFORMED', part(2, (one) => `+/${one.slice(2)}`)],
  ['has a percent sign', 'MALFORMED', () => provider.token().replaceAll('.', '%2E')],
  ['is JSON', 'MALFORMED', () => JSON.stringify({ payload: 'e30', signatures: [] })],
  ['is a header of no object', 'MALFORMED', () => forgeJwt('[]', provider.claims(), provider.key)],
  [
    'has claims that are no object',
    'MALFORMED',
    () => forgeJwt(provider.header(), '[]', provider.key),
  ],
  [
    'has claims that are no JSON',
    'MALFORMED',
    () => forgeJwt(provider.header(), '{', provider.key),
  ],
  ['is ten thousand characters long', 'TOO_LARGE', claims({ more: 'x'.repeat(7_000) })],
];

describe.each(doors().map((door) => [door.code, door] as const))('the %s', (code, door) => {
  afterEach(async () => {
    const { status, text: told } = await door.ask(provider.headers(provider.token()), question);
    expect(status).toBe(200);
    expectAllOf(repair, told);
  });

  test.each([...signatures, ...keys, ...contents, ...forms])(
    'refuses a token that %s (%s)',
    async (_, cause, make) => {
      const log = await logSince(home, code);
      const token = make();
      const said = await door.ask(provider.headers(token), question);
      expectRefusal(said, 401, 'TOKEN_REFUSED');
      expectNothingOf(repair, said.text);
      expect(await log.has(`"code":"TOKEN_REFUSED","cause":"${cause}"`)).toBe(true);
      expect(await log.read()).not.toContain(token);
    },
  );

  test.each([
    ['Bearer', 'WRONG_SCHEME'],
    ['Basic', 'WRONG_SCHEME'],
    ['DPoPs', 'WRONG_SCHEME'],
    ['Bearer DPoP', 'WRONG_SCHEME'],
    ['DPoP Bearer', 'MALFORMED'],
    ['DPoP ', 'MALFORMED'],
  ])('refuses a sound token under the scheme "%s" (%s)', async (scheme, cause) => {
    const log = await logSince(home, code);
    const token = provider.token();
    const authorization = `${scheme} ${token}`;
    const said = await door.ask({ ...provider.headers(token), authorization }, question);
    expectRefusal(said, 401, 'TOKEN_REFUSED');
    expectNothingOf(repair, said.text);
    expect(await log.has(`"code":"TOKEN_REFUSED","cause":"${cause}"`)).toBe(true);
  });

  test('refuses a scheme without a token, which is not the same as nobody', async () => {
    const said = await door.ask({ authorization: 'DPoP' }, question);
    expectRefusal(said, 401, 'TOKEN_REFUSED');
  });

  test('has nothing for somebody whose token has no role that counts', async () => {
    const token = provider.token({ claims: { roles: ['clerk', 'ROOT', '*', '__proto__'] } });
    const said = await door.ask(provider.headers(token), question);
    expect(said.text).toContain('"code":"FORBIDDEN"');
    expectNothingOf(repair, said.text);
  });

  test('has nothing for a token whose scopes are more than its role may have', async () => {
    const scope = 'case:read case:decide repair:run contact:reveal';
    const token = provider.token({ claims: { roles: ['FRONTEND'], scope } });
    const said = await door.ask(provider.headers(token), question);
    expect(said.text).toContain('"code":"FORBIDDEN"');
    expectNothingOf(repair, said.text);
  });

  test('looks nowhere else for a key than with its provider', () => {
    expect(asked).toEqual([]);
  });
});

function expired(): string {
  const iat = seconds() - 400;
  return provider.token({ claims: { iat, exp: iat + 300 } });
}

/** Sound but for when it begins. */
function later(change: Change): string {
  return provider.token({ claims: { exp: seconds() + 600, ...change } });
}

function lasting(length: number): string {
  const iat = seconds();
  return provider.token({ claims: { iat, exp: iat + length } });
}

function roles(...names: string[]): () => string {
  return claims({ roles: names, scope: 'register:read' });
}

/** Signed by the same key, and about the same person: for the client, to say who signed in. */
function idToken(change: Change): string {
  return provider.token({ header: change, claims: { aud: 'relink-command', nonce: 'n' } });
}

function twoAlgorithms(): string {
  const sound = JSON.stringify(provider.header());
  return forgeJwt(sound.replace('{', '{"alg":"none",'), provider.claims(), provider.key);
}
