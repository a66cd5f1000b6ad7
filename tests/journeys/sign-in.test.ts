import { writeFile } from 'node:fs/promises';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { generateProof } from 'dpop';
import { decodeJwt } from 'jose';
import { expect, inject, test } from 'vitest';
import { SCOPES_OF_ROLE } from '../../schema/contract/roles.ts';
import { readAccounts } from '../../scripts/provider/accounts.ts';
import type { Account } from '../../scripts/provider/accounts.ts';
import { CONSOLE, consoleSignIn } from '../../scripts/provider/console-sign-in.ts';
import type { ConsoleSignIn } from '../../scripts/provider/console-sign-in.ts';
import { fillInForms } from '../../scripts/sign-in/fill-in-forms.ts';
import { signIn } from '../../scripts/sign-in/session.ts';
import type { Session } from '../../scripts/sign-in/session.ts';
import { readSaid } from '../support/ask-graph.ts';
import { post } from '../support/doors.ts';
import { startScript } from '../support/run-script.ts';
import { PEOPLE } from '../support/session-of.ts';
import type { PersonName } from '../support/session-of.ts';
import { tempFolder } from '../support/temp-folder.ts';

const { gatewayUrl, home, issuer, publicUrl } = inject('sample');
const accounts = await readAccounts(join(home, 'accounts.json'));
const MINUTE = 60_000;
/** More than what is left of an access token when it is renewed. */
const NEARLY_OVER = 9.5 * MINUTE;

function accountOf(person: PersonName): Account {
  const found = accounts.find(({ name }) => name === PEOPLE[person]);
  if (found === undefined) throw new Error(`There is no account ${PEOPLE[person]}`);
  return found;
}

/** Who the gateway and the court take somebody for. */
async function me(headers: Record<string, string>) {
  const query = '{ me { subject roles scopes } }';
  const { status, text: said } = await post(gatewayUrl, headers, JSON.stringify({ query }));
  const { data, codes } = readSaid(status, said);
  expect(codes).toEqual([]);
  return data?.['me'];
}

/** Headers of one request with a token of the console. */
async function headersWith({ key }: ConsoleSignIn, token: string) {
  const dpop = await generateProof(key, publicUrl, 'POST', undefined, token);
  return { authorization: `DPoP ${token}`, dpop };
}

/** Exchanges the code that the console was told for tokens. */
function exchange({ tokenEndpoint, verifier }: ConsoleSignIn, code: string) {
  const grant = { grant_type: 'authorization_code', redirect_uri: CONSOLE };
  return tokenEndpoint({ ...grant, code, code_verifier: verifier });
}

test.each([
  ['clerk', ['case:read', 'repair:run']],
  // of what the console asks, a judge is given what judges may
  ['judge', ['case:read']],
] as const)(
  'a %s signs in to the console in a browser, and the graph knows them',
  async (person, scopes) => {
    const console = await consoleSignIn(issuer);
    const account = accountOf(person);
    const { access_token: token } = await exchange(console, await console.enter(account));
    expect(await me(await headersWith(console, token))).toEqual({
      ...{ subject: account.name, roles: account.roles, scopes },
    });
  },
);

test('a sign-in to the console is renewed, and ends when the person signs out', async () => {
  const console = await consoleSignIn(issuer);
  const first = await exchange(console, await console.enter(accountOf('clerk')));
  const renew = (token = '') =>
    console.tokenEndpoint({ grant_type: 'refresh_token', refresh_token: token });
  const second = await renew(first.refresh_token);
  expect(second.access_token).not.toBe(first.access_token);
  const known = await me(await headersWith(console, second.access_token));
  expect(known).toMatchObject({ subject: PEOPLE.clerk });
  const sure = await console.browser.open(`${issuer}/session/end`);
  await console.browser.submit(sure, { logout: 'yes' });
  await expect(renew(second.refresh_token)).rejects.toMatchObject({ code: 'invalid_grant' });
  expect((await console.open()).html).toContain('type="password"');
});

test('with a wrong password nobody is signed in, and with the right one they are', async () => {
  const console = await consoleSignIn(issuer);
  const { name, password } = accountOf('otherClerk');
  const again = await console.browser.submit(await console.open(), { name, password: 'guessed' });
  expect(again.status).toBe(403);
  expect(again.html).toContain('type="password"');
  const consent = await console.browser.submit(again, { name, password });
  const end = await console.browser.submit(consent, { decision: 'allow' });
  const code = new URL(end.url).searchParams.get('code') ?? '';
  const { access_token: token } = await exchange(console, code);
  expect(await me(await headersWith(console, token))).toMatchObject({ subject: name });
});

test('a person lets a command in from a browser elsewhere, by the code it shows', async () => {
  const prompted = Promise.withResolvers<{ url: string; code: string }>();
  const scopes = SCOPES_OF_ROLE.JUDGE;
  const entering = signIn({ issuer, scopes, onPrompt: prompted.resolve });
  const { url, code } = await prompted.promise;
  await fillInForms({ verification_uri: url, user_code: code }, accountOf('judge'));
  const session = await entering;
  expect(await me(await session.headers(publicUrl))).toEqual({
    ...{ subject: PEOPLE.judge, roles: ['JUDGE'], scopes: [...scopes] },
  });
  await session.close();
});

test('a command that runs longer than a token is signed in all the while, until it is closed', async () => {
  const clock = { now: Date.now() };
  const session: Session = await signIn({
    ...{ issuer, account: accountOf('clerk'), scopes: ['case:read'] },
    ...{ onPrompt: () => undefined, now: () => clock.now },
  });
  const before = await session.headers(publicUrl);
  clock.now += NEARLY_OVER;
  const after = await session.headers(publicUrl);
  expect(tokenId(after)).not.toBe(tokenId(before));
  expect(await me(after)).toMatchObject({ subject: PEOPLE.clerk, scopes: ['case:read'] });
  await session.close();
  clock.now += NEARLY_OVER;
  await expect(session.headers(publicUrl)).rejects.toMatchObject({ code: 'invalid_grant' });
});

function tokenId({ authorization }: { authorization: string }): string | undefined {
  return decodeJwt(authorization.slice('DPoP '.length)).jti;
}

test.each([
  ['PRIVACY_OFFICER', 'ADMINISTRATOR'],
  ['PRIVACY_OFFICER', 'AGENCY_ENGINEER'],
  ['AGENCY_ENGINEER', 'ADMINISTRATOR'],
])('a provider whose accounts make one person %s and %s does not start', async (...roles) => {
  await using folder = await tempFolder();
  const file = join(folder.path, 'accounts.json');
  const both = { name: 'two.hats', title: 'Two hats', roles, password: 'long enough 123' };
  await writeFile(file, JSON.stringify([both]), { mode: 0o600 });
  const nowhere = 'postgres://u:p@127.0.0.1:1/x';
  const { code, said } = await run('provider/main', [], {
    ...{ NODE_ENV: 'development', PORT: '0', ACCOUNTS_FILE: file },
    ...{ DATABASE_URL: nowhere, MIGRATION_DATABASE_URL: nowhere },
    KEYS_FILE: join(folder.path, 'keys.json'),
  });
  expect(code).toBe(2);
  expect(said).toContain(`two.hats may not be ${roles.join(' and ')} at once`);
  expect(said).not.toContain(both.password);
});

test('in production the stack does not start with invented people, and says what to do', async () => {
  await using folder = await tempFolder();
  const of = join(folder.path, 'home');
  const { code, said } = await run('start', ['--home', of], {
    ...{ NODE_ENV: 'production', OIDC_ISSUER: '' },
  });
  expect(code).toBe(1);
  expect(said).toContain('Set OIDC_ISSUER to your OpenID provider.');
  expect(existsSync(join(of, 'accounts.json'))).toBe(false);
});

/** Runs a script that is expected to end by itself. */
async function run(name: string, args: readonly string[], env: Record<string, string>) {
  const child = startScript(name, args, env);
  const [out, err] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  return { code: child.exitCode, said: out + err };
}
