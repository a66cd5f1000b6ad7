import { createPublicKey } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createProviderKeys } from './provider-keys.ts';
import { forgeJwt, toyKey } from './toy-jwt.ts';
import type { ToyKey } from './toy-jwt.ts';
import { AUDIENCE, IAT, NOW, toyClaims, toyProvider, toyToken } from './toy-provider.ts';
import type { ToyProvider } from './toy-provider.ts';
import { createTokenVerifier } from './verify-access-token.ts';
import type { TokenRules } from './verify-access-token.ts';

const JKT = 'a'.repeat(43);
const now = () => NOW;

let provider: ToyProvider;
let key: ToyKey;
let rules: TokenRules;

beforeAll(async () => {
  provider = await toyProvider();
  key = await provider.rotate();
  const { issuer } = provider;
  const keys = createProviderKeys(issuer, now);
  rules = { keys, issuer, audience: AUDIENCE, rolesClaim: 'roles', now };
});

afterAll(() => provider[Symbol.asyncDispose]());

/** A sound token but for some claims and members of its header. */
function token(claims: Record<string, unknown> = {}, header: Record<string, unknown> = {}): string {
  return toyToken(key, { ...toyClaims(provider.issuer, JKT), ...claims }, header);
}

async function causeOf(text: string): Promise<string | undefined> {
  const outcome = await createTokenVerifier(rules)(text);
  return outcome.ok ? undefined : outcome.cause;
}

test('a sound token tells who somebody is, and to which key the token is bound', async () => {
  expect(await createTokenVerifier(rules)(token())).toStrictEqual({
    ok: true,
    value: {
      ...{ subject: 'wang.shuji', roles: ['CLERK'], scopes: ['case:read', 'repair:run'] },
      ...{ boundTo: JKT, expiresAt: new Date((IAT + 600) * 1000) },
    },
  });
});

test.each(['EdDSA', 'ES256', 'RS256', 'PS256'] as const)(
  'a token signed by %s is accepted',
  async (alg) => {
    await using other = await toyProvider();
    const signing = await other.rotate(alg);
    const keys = createProviderKeys(other.issuer, now);
    const text = toyToken(signing, toyClaims(other.issuer, JKT));
    expect(await createTokenVerifier({ ...rules, keys, issuer: other.issuer })(text)).toMatchObject(
      {
        ok: true,
      },
    );
  },
);

test('both ways to write the type, and an audience among others, are accepted', async () => {
  expect(await causeOf(token({}, { typ: 'application/at+jwt' }))).toBeUndefined();
  expect(await causeOf(token({ aud: ['urn:other', AUDIENCE] }))).toBeUndefined();
});

test.each([
  ['an ID token', 'JWT', 'WRONG_TYPE'],
  ['a token without a type', undefined, 'WRONG_TYPE'],
  ['a logout token', 'logout+jwt', 'WRONG_TYPE'],
  ['a proof', 'dpop+jwt', 'WRONG_TYPE'],
])('%s is refused', async (_what, typ, cause) => {
  expect(await causeOf(token({}, { typ }))).toBe(cause);
});

test('a token without a signature is refused, however the algorithm is written', async () => {
  const claims = toyClaims(provider.issuer, JKT);
  for (const alg of ['none', 'None', 'NONE', '']) {
    const unsigned = forgeJwt({ alg, typ: 'at+jwt', kid: key.kid }, claims, undefined);
    expect(await causeOf(unsigned)).toBe('WRONG_ALGORITHM');
  }
  const stripped = forgeJwt({ alg: 'EdDSA', typ: 'at+jwt', kid: key.kid }, claims, undefined);
  expect(await causeOf(stripped)).toBe('BAD_SIGNATURE');
});

test('a public key taken for a shared secret is refused, in every form it is published in', async () => {
  const claims = toyClaims(provider.issuer, JKT);
  const header = { alg: 'HS256', typ: 'at+jwt', kid: key.kid };
  const spki = createPublicKey(key.privateKey).export({ type: 'spki', format: 'pem' });
  const secrets = [spki, JSON.stringify(key.jwk), key.jwk.x ?? ''].map((text) => Buffer.from(text));
  for (const secret of secrets) {
    expect(await causeOf(forgeJwt(header, claims, secret))).toBe('WRONG_ALGORITHM');
    const asked = { ...header, alg: 'EdDSA' };
    expect(await causeOf(forgeJwt(asked, claims, secret))).toBe('BAD_SIGNATURE');
  }
});

test('an algorithm that is not the one of the key is refused', async () => {
  expect(await causeOf(token({}, { alg: 'ES256' }))).toBe('UNKNOWN_KEY');
  expect(await causeOf(token({}, { alg: 'RS512' }))).toBe('WRONG_ALGORITHM');
});

test('a key that the token brings along or points to is refused, and nothing is fetched', async () => {
  const thief = await toyKey('EdDSA');
  await using elsewhere = await toyProvider();
  elsewhere.published.keys = [{ ...thief.jwk, kid: thief.kid }];
  const address = `${elsewhere.issuer}/keys`;
  const claims = toyClaims(provider.issuer, JKT);
  for (const foreign of [
    { jwk: thief.jwk },
    { jku: address },
    { x5u: address },
    { x5c: ['MIIB'] },
    { crit: ['b64'], b64: true },
  ]) {
    for (const kid of [thief.kid, key.kid]) {
      const header = { kid, ...foreign };
      expect(await causeOf(toyToken(thief, claims, header))).toBe('FOREIGN_KEY');
      expect(await causeOf(toyToken(key, claims, header))).toBe('FOREIGN_KEY');
    }
  }
  expect(elsewhere.fetched).toStrictEqual({ document: 0, keys: 0 });
});

test.each([
  'not-published',
  '../../../../etc/passwd',
  "x' UNION SELECT 'key' --",
  '/dev/null',
  'http://127.0.0.1:1/keys',
  '',
  '__proto__',
  '\u0000',
])('a kid that names no published key is refused: %j', async (kid) => {
  expect(await causeOf(token({}, { kid }))).toBe('UNKNOWN_KEY');
});

test('a kid that is no text, or none, is refused', async () => {
  for (const kid of [undefined, null, 1, {}, [key.kid]]) {
    expect(await causeOf(token({}, { kid }))).toBe('UNKNOWN_KEY');
  }
});

test('a signature of another key under the name of the right one is refused', async () => {
  const thief = await toyKey('EdDSA');
  const text = toyToken(thief, toyClaims(provider.issuer, JKT), { kid: key.kid });
  expect(await causeOf(text)).toBe('BAD_SIGNATURE');
});

test.each([
  ['expired this second', { exp: IAT }, 'EXPIRED'],
  ['not valid before six seconds from now', { nbf: IAT + 6 }, 'NOT_YET_VALID'],
  ['issued six seconds from now', { iat: IAT + 6, exp: IAT + 60 }, 'NOT_YET_VALID'],
  ['good for more than an hour', { exp: IAT + 3601 }, 'TOO_LONG_LIVED'],
  ['good for ever', { exp: Number.MAX_SAFE_INTEGER }, 'TOO_LONG_LIVED'],
  ['issued long ago to last until now', { iat: IAT - 7200, exp: IAT + 1 }, 'TOO_LONG_LIVED'],
  ['without an end', { exp: undefined }, 'MALFORMED'],
  ['whose end is text', { exp: String(IAT + 600) }, 'MALFORMED'],
  ['without a beginning', { iat: undefined }, 'MALFORMED'],
  ['for another audience', { aud: 'urn:other' }, 'WRONG_AUDIENCE'],
  ['for nobody', { aud: [] }, 'WRONG_AUDIENCE'],
  ['whose audience only begins as ours', { aud: `${AUDIENCE}:x` }, 'WRONG_AUDIENCE'],
  ['of another issuer', { iss: 'https://elsewhere.example' }, 'WRONG_ISSUER'],
  ['of no issuer', { iss: undefined }, 'MALFORMED'],
  ['about nobody', { sub: undefined }, 'MALFORMED'],
  ['about a subject with a line break', { sub: 'wang\nshuji' }, 'MALFORMED'],
  ['about a subject too long', { sub: 'w'.repeat(256) }, 'MALFORMED'],
  ['without an id', { jti: undefined }, 'MALFORMED'],
  ['bound to no key', { cnf: undefined }, 'NOT_BOUND'],
  ['bound to a certificate instead', { cnf: { 'x5t#S256': JKT } }, 'MALFORMED'],
  ['whose scope is a list', { scope: ['case:read'] }, 'MALFORMED'],
  ['whose roles are text', { roles: 'CLERK' }, 'MALFORMED'],
  ['whose roles are numbers', { roles: [1] }, 'MALFORMED'],
])('a token %s is refused', async (_what, claims, cause) => {
  expect(await causeOf(token(claims))).toBe(cause);
});

test('clocks may differ by five seconds, and a token may last an hour', async () => {
  expect(await causeOf(token({ iat: IAT + 5, exp: IAT + 3605 }))).toBeUndefined();
  expect(await causeOf(token({ nbf: IAT + 5 }))).toBeUndefined();
  expect(await causeOf(token({ iat: IAT - 3599, exp: IAT + 1 }))).toBeUndefined();
});

test('an end that JSON cannot hold is refused', async () => {
  const text = JSON.stringify({ ...toyClaims(provider.issuer, JKT), exp: 0 });
  const endless = text.replace('"exp":0', '"exp":1e999');
  const header = { alg: key.alg, typ: 'at+jwt', kid: key.kid };
  expect(await causeOf(forgeJwt(header, endless, key))).toBe('MALFORMED');
});

test('a member written twice is refused, in claims and in the header', async () => {
  const claims = JSON.stringify(toyClaims(provider.issuer, JKT));
  const header = JSON.stringify({ alg: key.alg, typ: 'at+jwt', kid: key.kid });
  const twice = [
    claims.replace('{', '{"sub":"li.faguan",'),
    claims.replace('{', '{"s\\u0075b":"li.faguan",'),
    claims.replace('"cnf":{', '"cnf":{"jkt":"x",'),
  ];
  for (const text of twice) expect(await causeOf(forgeJwt(header, text, key))).toBe('MALFORMED');
  const doubled = header.replace('{', '{"alg":"none",');
  expect(await causeOf(forgeJwt(doubled, claims, key))).toBe('MALFORMED');
  expect(await causeOf(forgeJwt(header, claims, key))).toBeUndefined();
});

test('a token cut short, lengthened, padded or altered is refused', async () => {
  const sound = token();
  const [header = '', claims = '', signature = ''] = sound.split('.');
  const malformed = [
    '',
    '.',
    '..',
    header,
    `${header}.${claims}`,
    `${sound}.`,
    `${sound}.${signature}`,
    `${sound}=`,
    `${sound}==`,
    `${header}=.${claims}.${signature}`,
    `${sound} `,
    ` ${sound}`,
    `${sound}\n`,
    `${header}.${claims}.${signature.replace(/.$/u, '+')}`,
  ];
  for (const text of malformed) expect(await causeOf(text), text).toBe('MALFORMED');
  const cut = Buffer.from(signature, 'base64url').subarray(0, 63).toString('base64url');
  const longer = Buffer.alloc(65, 1).toString('base64url');
  for (const wrong of ['', cut, longer]) {
    expect(await causeOf(`${header}.${claims}.${wrong}`)).toBe('BAD_SIGNATURE');
  }
  const other = token({ sub: 'li.faguan' }).split('.')[1] ?? '';
  expect(await causeOf(`${header}.${other}.${signature}`)).toBe('BAD_SIGNATURE');
});

test('the same signature written a second way is refused', async () => {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const sound = token();
  // of 64 bytes the last character holds two bits; the other four must be zero
  const last = alphabet.indexOf(sound.at(-1) ?? '');
  const twin = `${sound.slice(0, -1)}${alphabet[last + 1] ?? ''}`;
  const bytes = (text: string) => Buffer.from(text.split('.')[2] ?? '', 'base64url');
  expect(bytes(twin)).toStrictEqual(bytes(sound));
  expect(await causeOf(twin)).toBe('MALFORMED');
});

test('a token longer than 8 KB is refused before anything of it is read', async () => {
  expect(await causeOf(token({ padding: 'x'.repeat(8192) }))).toBe('TOO_LARGE');
  expect(await causeOf('x'.repeat(8193))).toBe('TOO_LARGE');
});

test('content that is no text, or no object, is refused', async () => {
  const header = { alg: key.alg, typ: 'at+jwt', kid: key.kid };
  for (const content of ['', 'null', '[]', '"text"', '{', '{}x']) {
    expect(await causeOf(forgeJwt(header, content, key))).toBe('MALFORMED');
  }
  for (const content of ['', 'null', '[]', '7', '{', '{"alg":7}']) {
    expect(await causeOf(forgeJwt(content, '{}', key))).toBe('MALFORMED');
  }
});

test('an account that holds two roles that no account may hold both is refused', async () => {
  expect(await causeOf(token({ roles: ['PRIVACY_OFFICER', 'ADMINISTRATOR'] }))).toBe(
    'DISJOINT_ROLES',
  );
});
