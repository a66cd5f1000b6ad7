import { decodeJwt } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createLogger } from '../../subgraphs/kit/log/logger.ts';
import { createBrowser } from '../sign-in/browser.ts';
import { signIn } from '../sign-in/session.ts';
import { INVENTED_CLERK } from './accounts.ts';
import { CONSOLE, consoleSignIn } from './console-sign-in.ts';
import { startProvider } from './start-provider.ts';
import { toyProvider } from './toy-provider.ts';
import type { ToyProvider } from './toy-provider.ts';

let provider: ToyProvider;
beforeAll(async () => {
  provider = await toyProvider();
});
afterAll(() => provider[Symbol.asyncDispose]());

const clerk = () => provider.account(INVENTED_CLERK);
const GRANT = { grant_type: 'authorization_code', redirect_uri: CONSOLE };

test('the console signs a clerk in by code and PKCE, for a bound token', async () => {
  const { tokenEndpoint, verifier, enter } = await consoleSignIn(provider.issuer);
  const tokens = await tokenEndpoint({
    ...GRANT,
    code: await enter(clerk()),
    code_verifier: verifier,
  });
  expect(decodeJwt(tokens.access_token)).toMatchObject({
    ...{ iss: provider.issuer, aud: 'urn:relink:graph', sub: INVENTED_CLERK },
    ...{ roles: ['CLERK'], scope: 'case:read repair:run', client_id: 'relink-console' },
    cnf: { jkt: expect.any(String) as string },
  });
});

test('a code is worth nothing without what it was asked with', async () => {
  const { tokenEndpoint, enter } = await consoleSignIn(provider.issuer);
  const code = await enter(clerk());
  const refused = { code: 'invalid_grant' };
  const wrong = 'a'.repeat(43);
  await expect(tokenEndpoint({ ...GRANT, code, code_verifier: wrong })).rejects.toMatchObject(
    refused,
  );
  await expect(tokenEndpoint({ ...GRANT, code })).rejects.toMatchObject(refused);
});

test('a code is worth something once', async () => {
  const { tokenEndpoint, verifier, enter } = await consoleSignIn(provider.issuer);
  const code = { ...GRANT, code: await enter(clerk()), code_verifier: verifier };
  await tokenEndpoint(code);
  await expect(tokenEndpoint(code)).rejects.toMatchObject({ code: 'invalid_grant' });
});

test.each([
  ['without PKCE', { code_challenge: undefined, code_challenge_method: undefined }],
  ['with the plain method of PKCE', { code_challenge_method: 'plain' }],
  ['for a token in the address', { response_type: 'token' }],
  ['for another resource', { resource: 'urn:other' }],
])('a sign-in %s is refused', async (_, instead) => {
  const { open } = await consoleSignIn(provider.issuer);
  const { url, status } = await open(instead);
  expect(status).toBe(0);
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:5173\/signed-in[?#]error=/u);
});

test.each([
  'http://127.0.0.1:5173/elsewhere',
  'https://evil.example/signed-in',
  'http://127.0.0.1.evil.example/',
])('a code is never sent to %s', async (redirectUri) => {
  const { open } = await consoleSignIn(provider.issuer);
  const { status, html } = await open({ redirect_uri: redirectUri });
  expect(status).toBe(400);
  expect(html).toContain('invalid_redirect_uri');
});

test('a code is worth nothing without a proof of possession, and something with one', async () => {
  const { tokenEndpoint, verifier, enter } = await consoleSignIn(provider.issuer);
  const form = { ...GRANT, code: await enter(clerk()), code_verifier: verifier };
  const body = new URLSearchParams({ ...form, client_id: 'relink-console' });
  const answer = await fetch(`${provider.issuer}/token`, { method: 'POST', body });
  expect(answer.status).toBe(400);
  expect(await answer.json()).toMatchObject({ error: 'invalid_grant' });
  expect(await tokenEndpoint(form)).toMatchObject({ token_type: 'DPoP' });
});

test('a token that was renewed cannot be renewed again, and the try ends the sign-in', async () => {
  const { tokenEndpoint, verifier, enter } = await consoleSignIn(provider.issuer);
  const code = { ...GRANT, code: await enter(clerk()), code_verifier: verifier };
  const { refresh_token: first = '' } = await tokenEndpoint(code);
  const renew = (token: string) =>
    tokenEndpoint({ grant_type: 'refresh_token', refresh_token: token });
  const { refresh_token: second = '' } = await renew(first);
  expect(second).not.toBe(first);
  await expect(renew(first)).rejects.toMatchObject({ code: 'invalid_grant' });
  await expect(renew(second)).rejects.toMatchObject({ code: 'invalid_grant' });
});

test('signing out ends the session and what it gave', async () => {
  const { browser, tokenEndpoint, verifier, enter, open } = await consoleSignIn(provider.issuer);
  const code = { ...GRANT, code: await enter(clerk()), code_verifier: verifier };
  const { refresh_token: token = '' } = await tokenEndpoint(code);
  const sure = await browser.open(`${provider.issuer}/session/end`);
  const out = await browser.submit(sure, { logout: 'yes' });
  expect([out.status, out.html]).toEqual([200, expect.stringContaining('Signed out')]);
  const renewing = tokenEndpoint({ grant_type: 'refresh_token', refresh_token: token });
  await expect(renewing).rejects.toMatchObject({ code: 'invalid_grant' });
  expect((await open()).html).toContain('type="password"');
});

test('who refuses what a program asks is believed', async () => {
  const { browser, open } = await consoleSignIn(provider.issuer);
  const { name, password } = clerk();
  const consent = await browser.submit(await open(), { name, password });
  const end = await browser.submit(consent, { decision: 'refuse' });
  expect(new URL(end.url).searchParams.get('error')).toBe('access_denied');
});

test('who guesses passwords is slowed down, and what was typed is never markup', async () => {
  const { browser, open } = await consoleSignIn(provider.issuer);
  const name = '"><script>alert(1)</script>';
  const statuses: number[] = [];
  let page = await open();
  for (let guess = 0; guess < 5; guess += 1) {
    page = await browser.submit(page, { name, password: 'a guess' });
    statuses.push(page.status);
  }
  expect(statuses).toEqual([403, 403, 403, 403, 429]);
  expect(page.html).toContain('value="&quot;&gt;&lt;script&gt;');
  expect(page.html).not.toContain('<script>');
});

test('a sign-in outlives a restart of the provider', async () => {
  await using own = await toyProvider();
  const clock = { now: Date.now() };
  const { name, password } = own.account(INVENTED_CLERK);
  const session = await signIn({
    ...{ issuer: own.issuer, account: { name, password }, scopes: ['case:read'] },
    ...{ onPrompt: () => undefined, now: () => clock.now },
  });
  await own.stop();
  const port = Number(new URL(own.issuer).port);
  const again = await startProvider({ ...own.config, port }, createLogger('provider', 'silent'));
  try {
    clock.now += 9.5 * 60_000;
    expect((await session.headers('http://127.0.0.1/graphql')).authorization).toMatch(/^DPoP /u);
  } finally {
    await again.stop();
  }
});

test('every page forbids scripts, frames and what is not of the provider', async () => {
  for (const path of ['/device', '/auth', '/session/end', '/interaction/unknown', '/style.css']) {
    const { headers } = await fetch(`${provider.issuer}${path}`);
    const policy = headers.get('content-security-policy') ?? '';
    expect([path, policy]).toEqual([path, expect.stringContaining("default-src 'none'")]);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe');
  }
});

test('pages load nothing from elsewhere', async () => {
  const { open } = await consoleSignIn(provider.issuer);
  const device = await createBrowser(provider.issuer).open(`${provider.issuer}/device`);
  for (const { html, status } of [await open(), device]) {
    expect(status).toBe(200);
    const [link, ...others] = [...html.matchAll(/(?:src|href)="([^"]*)"/gu)].map(([, to]) => to);
    expect([link, others]).toEqual(['/style.css', []]);
    expect(html).not.toMatch(/<script|style=| on\w+=/u);
  }
});

test('a form of another site is not taken', async () => {
  const answer = await fetch(`${provider.issuer}/interaction/some`, {
    method: 'POST',
    headers: { 'sec-fetch-site': 'same-site' },
    body: new URLSearchParams({ decision: 'allow' }),
  });
  expect(answer.status).toBe(403);
});

test('an interaction that the browser did not begin is not shown', async () => {
  const answer = await fetch(`${provider.issuer}/interaction/some`);
  expect(answer.status).toBe(400);
});

test('a code that nobody was shown leads nowhere', async () => {
  const browser = createBrowser(provider.issuer);
  const page = await browser.open(`${provider.issuer}/device`);
  const { html } = await browser.submit(page, { user_code: 'BBBB-BBBB' });
  expect(html).toContain('The code is wrong or its time is over');
});

test('it says that it is ready while its database answers', async () => {
  const ready = await fetch(`${provider.issuer}/health/ready`);
  expect([ready.status, await ready.text()]).toEqual([200, 'ready\n']);
});
