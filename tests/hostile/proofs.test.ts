import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, inject, test } from 'vitest';
import { forgeJwt, toyKey } from '../../subgraphs/kit/people/toy-jwt.ts';
import { doors, post } from '../support/doors.ts';
import { expectRefusal } from '../support/expect-refusal.ts';
import { forger, seconds } from '../support/forger.ts';
import type { Change } from '../support/forger.ts';
import { READ_REPAIR, expectAllOf, expectNothingOf, foundRepair } from '../support/found-repair.ts';
import { logSince } from '../support/log-since.ts';

const { home, publicUrl, gatewayUrl } = inject('sample');
const repair = await foundRepair();
const provider = await forger();
const [thief, rsa] = await Promise.all([toyKey('ES256'), toyKey('RS256')]);
const question = { query: READ_REPAIR, variables: { id: repair.id } };
const REVEAL = `mutation Reveal($id: ID!) { revealContact(id: $id, reason: "a reason") }`;

type Attack = [name: string, cause: string, make: (token: string) => string];

const claims = (change: Change) => (token: string) => provider.proof(token, { claims: change });
const header = (change: Change) => (token: string) => provider.proof(token, { header: change });
const text = (from: string, to: string) => (token: string) => {
  const sound = JSON.stringify(provider.proofClaims(token));
  return forgeJwt(provider.proofHeader(), sound.replace(from, to), provider.holder);
};
/** With all that only its holder may have. */
const privateJwk = provider.holder.privateKey.export({ format: 'jwk' });

const attacks: Attack[] = [
  [
    'is of another key than the token',
    'OTHER_KEY',
    (token) => provider.proof(token, { header: { jwk: thief.jwk } }, thief),
  ],
  [
    "is signed by another key in the token's name",
    'BAD_SIGNATURE',
    (token) => provider.proof(token, {}, thief),
  ],
  ['names another key than it is signed by', 'BAD_SIGNATURE', header({ jwk: thief.jwk })],
  ['is for another host', 'WRONG_ADDRESS', claims({ htu: 'http://relink.example/graphql' })],
  ['is for another path', 'WRONG_ADDRESS', claims({ htu: `${publicUrl}/` })],
  ['is for the whole host', 'WRONG_ADDRESS', claims({ htu: gatewayUrl })],
  ['is for another scheme', 'WRONG_ADDRESS', claims({ htu: publicUrl.replace('http', 'https') })],
  [
    'is for our name at another host',
    'WRONG_ADDRESS',
    claims({ htu: publicUrl.replace('//', '//127.0.0.1@evil.example/') }),
  ],
  [
    'is for our host with a name and a password',
    'WRONG_ADDRESS',
    claims({ htu: publicUrl.replace('//', '//a:b@') }),
  ],
  ['is for an address that is none', 'WRONG_ADDRESS', claims({ htu: '/graphql' })],
  ['is for nowhere', 'MALFORMED', claims({ htu: undefined })],
  ['is for a GET', 'WRONG_METHOD', claims({ htm: 'GET' })],
  ['is for a post in small letters', 'WRONG_METHOD', claims({ htm: 'post' })],
  ['is for no method', 'MALFORMED', claims({ htm: undefined })],
  ['is for another token', 'OTHER_TOKEN', () => provider.proof(provider.token())],
  ['is for any token', 'MALFORMED', claims({ ath: undefined })],
  ['is for the empty token', 'OTHER_TOKEN', claims({ ath: '' })],
  ['was made two minutes ago', 'WRONG_TIME', madeIn(-120)],
  ['will be made in two minutes', 'WRONG_TIME', madeIn(120)],
  ['is timeless', 'MALFORMED', claims({ iat: undefined })],
  ['was made at a text', 'MALFORMED', claims({ iat: '0' })],
  ['was made beyond all numbers', 'MALFORMED', text('"iat":', '"iat":1e999,"was":')],
  ['has no id', 'MALFORMED', claims({ jti: undefined })],
  ['has an id that anybody may have', 'MALFORMED', claims({ jti: '1' })],
  ['has an id too long to be kept', 'MALFORMED', claims({ jti: 'a'.repeat(129) })],
  ['says its address twice', 'MALFORMED', text('"htu":', '"htu":"x","htu":')],
  ['says its id twice', 'MALFORMED', text('"jti":', `"jti":"${randomUUID()}","jti":`)],
  ['tells its private key', 'PRIVATE_KEY', header({ jwk: privateJwk })],
  ['says that nobody signed it', 'WRONG_ALGORITHM', header({ alg: 'none' })],
  [
    'is signed by a shared secret that it brings along',
    'WRONG_ALGORITHM',
    (token) => {
      const secret = Buffer.alloc(32, 7);
      const jwk = { kty: 'oct', k: secret.toString('base64url') };
      return provider.proof(token, { header: { alg: 'HS256', jwk } }, secret);
    },
  ],
  [
    'is of a kind of key that we do not take',
    'WRONG_ALGORITHM',
    (token) => provider.proof(token, { header: { alg: 'RS256', jwk: rsa.jwk } }, rsa),
  ],
  ['is of another kind than its key', 'MALFORMED', header({ alg: 'EdDSA' })],
  ['names its key by an id', 'MALFORMED', header({ jwk: undefined, kid: provider.holder.kid })],
  ['points to its key', 'FOREIGN_KEY', header({ jku: 'http://127.0.0.1:1/jwks' })],
  ['is no proof by its type', 'WRONG_TYPE', header({ typ: 'JWT' })],
  ['is the token itself', 'WRONG_TYPE', (token) => token],
  ['is empty', 'MALFORMED', () => ''],
  ['is cut short', 'MALFORMED', (token) => provider.proof(token).slice(0, -1)],
  ['is padded', 'MALFORMED', (token) => `${provider.proof(token)}=`],
  ['is two proofs', 'MALFORMED', (token) => `${provider.proof(token)}, ${provider.proof(token)}`],
  ['is very long', 'TOO_LARGE', claims({ more: 'x'.repeat(7_000) })],
];

afterEach(async () => {
  for (const door of doors()) {
    const { text: told } = await door.ask(provider.headers(provider.token()), question);
    expectAllOf(repair, told);
  }
});

describe.each(doors().map((door) => [door.code, door] as const))('the %s', (code, door) => {
  test.each(attacks)('refuses a proof that %s (%s)', async (_, cause, make) => {
    const log = await logSince(home, code);
    const token = provider.token();
    const dpop = make(token);
    const said = await door.ask({ authorization: `DPoP ${token}`, dpop }, question);
    expectRefusal(said, 401, 'PROOF_REFUSED');
    expectNothingOf(repair, said.text);
    expect(await log.has(`"code":"PROOF_REFUSED","cause":"${cause}"`)).toBe(true);
  });

  test('refuses a token that comes alone, as a thief of tokens would send it', async () => {
    const log = await logSince(home, code);
    const said = await door.ask({ authorization: `DPoP ${provider.token()}` }, question);
    expectRefusal(said, 401, 'PROOF_REFUSED');
    expectNothingOf(repair, said.text);
    expect(await log.has('"code":"PROOF_REFUSED","cause":"MISSING"')).toBe(true);
  });

  test('takes a proof that comes alone for nobody', async () => {
    const said = await door.ask({ dpop: provider.proof(provider.token()) }, question);
    expect(said.text).toContain('"code":"UNAUTHENTICATED"');
    expectNothingOf(repair, said.text);
  });
});

test('a proof that comes a second time to the gateway is refused', async () => {
  const log = await logSince(home, 'gateway');
  const headers = provider.headers(provider.token());
  const body = JSON.stringify(question);
  expectAllOf(repair, (await post(gatewayUrl, headers, body)).text);
  const again = await post(gatewayUrl, headers, body);
  expectRefusal(again, 401, 'PROOF_REFUSED');
  expectNothingOf(repair, again.text);
  expect(await log.has('"code":"PROOF_REFUSED","cause":"REPLAYED"')).toBe(true);
});

test('of requests that come at once with one proof one is answered', async () => {
  const headers = provider.headers(provider.token());
  const body = JSON.stringify(question);
  const said = await Promise.all(Array.from({ length: 8 }, () => post(gatewayUrl, headers, body)));
  const [first, ...others] = said.sort((one, other) => one.status - other.status);
  expectAllOf(repair, first?.text ?? '');
  for (const other of others) expectRefusal(other, 401, 'PROOF_REFUSED');
});

test('a proof under another name for the same bytes is the same proof', async () => {
  const headers = provider.headers(provider.token());
  const body = JSON.stringify(question);
  await post(gatewayUrl, headers, body);
  const { authorization = '', dpop = '' } = headers;
  const renamed = { authorization: authorization.replace('DPoP', 'dpop'), dpop: ` ${dpop} ` };
  expectRefusal(await post(gatewayUrl, renamed, body), 401, 'PROOF_REFUSED');
});

test('the court takes no mutation with a proof that came under another request id', async () => {
  const [, court] = doors();
  const headers = provider.headers(provider.token());
  const mutation = { query: REVEAL, variables: { id: randomUUID() } };
  const [first, other] = [randomUUID(), randomUUID()];
  expect((await court.ask(headers, mutation, first)).text).toContain('CONTACT_NOT_FOUND');
  // the calls of one request may be several
  expect((await court.ask(headers, mutation, first)).text).toContain('CONTACT_NOT_FOUND');
  const log = await logSince(home, 'court');
  const said = await court.ask(headers, mutation, other);
  expect(codesOf(said.text)).toEqual(['PROOF_REFUSED']);
  expect(await log.has('"code":"PROOF_REFUSED"')).toBe(true);
});

test('nor with one that the gateway has used up', async () => {
  const [gateway, court] = doors();
  const headers = provider.headers(provider.token());
  const mutation = { query: REVEAL, variables: { id: randomUUID() } };
  expect(codesOf((await gateway.ask(headers, mutation)).text)).toEqual(['CONTACT_NOT_FOUND']);
  const said = await court.ask(headers, mutation);
  expect(codesOf(said.text)).toEqual(['PROOF_REFUSED']);
});

test('nor twice at once under two request ids', async () => {
  const [, court] = doors();
  const headers = provider.headers(provider.token());
  const mutation = { query: REVEAL, variables: { id: randomUUID() } };
  const said = await Promise.all([1, 2, 3, 4].map(() => court.ask(headers, mutation)));
  const codes = said.flatMap(({ text: told }) => codesOf(told));
  expect(codes.sort()).toEqual(['CONTACT_NOT_FOUND', ...Array<string>(3).fill('PROOF_REFUSED')]);
});

/** By the clock of when the test runs. */
function madeIn(later: number): Attack[2] {
  return (token) => provider.proof(token, { claims: { iat: seconds() + later } });
}

function codesOf(told: string): string[] {
  return told.match(/(?<="code":")\w+/gu) ?? [];
}
