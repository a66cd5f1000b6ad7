import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { openExplorer } from '../../scripts/explorer/open-explorer.ts';
import type { Explorer } from '../../scripts/explorer/open-explorer.ts';
import { readAccounts } from '../../scripts/provider/accounts.ts';
import { findChromium } from '../support/find-chromium.ts';
import { openBrowser } from '../support/open-browser.ts';
import { PEOPLE } from '../support/session-of.ts';

const { gatewayUrl, issuer, publicUrl, home } = inject('sample');
const chromium = findChromium();

let explorer: Explorer;

beforeAll(async () => {
  explorer = await openExplorer({ gatewayUrl, issuer, publicUrl, port: 4101 });
});

afterAll(() => explorer.close());

test('what is served runs no script but its own, and is of no other name', async () => {
  const { headers } = await fetch(explorer.url);
  const policy = headers.get('content-security-policy') ?? '';
  expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self';");
  expect(policy).toContain(`connect-src 'self' ${issuer};`);
  const other = await fetch(explorer.url.replace('127.0.0.1', 'localhost')).catch(() => undefined);
  expect(other?.status).not.toBe(200);
});

test('a question is handed on, and who does not sign in is nobody', async () => {
  const answer = await fetch(`${explorer.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ me { subject } enterprise(uscc: "1") { name } }' }),
  });
  const { errors } = (await answer.json()) as { errors: { extensions: { code: string } }[] };
  expect(errors.map(({ extensions }) => extensions.code)).toContain('UNAUTHENTICATED');
});

describe.runIf(chromium !== undefined)('in a browser', () => {
  test('a frontend signs in, asks who it is, and sees the schema', async () => {
    const browser = await openBrowser(chromium ?? '');
    try {
      const page = await browser.newPage({ viewport: { width: 1200, height: 720 } });
      const problems: string[] = [];
      page.on('console', (said) => {
        // a token endpoint answers the first request with a nonce and 400 (RFC 9449 §8)
        if (said.type() === 'error' && said.location().url !== `${issuer}/token`)
          problems.push(said.text());
      });
      page.on('pageerror', ({ message }) => problems.push(message));
      await page.goto(explorer.url);
      await signIn(page);
      await page.getByText(PEOPLE.frontend, { exact: true }).waitFor();
      expect(new URL(page.url()).search).toBe('');
      // the editor comes in parts; what is run before it is there is nothing
      await page.locator('.graphiql-query-editor .CodeMirror', { hasText: 'subject' }).waitFor();
      await page.waitForLoadState('networkidle');
      await page.getByRole('button', { name: /^Execute query/u }).click();
      await page.locator('.result-window', { hasText: '"subject": "qiantai"' }).waitFor();
      await page.getByRole('button', { name: 'Show Documentation Explorer' }).click();
      await page.getByRole('link', { name: 'Query', exact: true }).click();
      await page.getByText('revealContact').or(page.getByText('enterprise')).first().waitFor();
      expect(problems).toEqual([]);
    } finally {
      await browser.close();
    }
  });

  test('what was typed before signing in is there after it', async () => {
    const browser = await openBrowser(chromium ?? '');
    try {
      const page = await browser.newPage({ viewport: { width: 1200, height: 720 } });
      await page.goto(explorer.url);
      const editor = page.locator('.graphiql-query-editor .CodeMirror');
      await editor.filter({ hasText: 'subject' }).click();
      await page.keyboard.press('ControlOrMeta+A');
      await page.keyboard.insertText('query Mine { __typename }');
      // kept by GraphiQL some moments after it was typed
      await page.waitForFunction(() =>
        sessionStorage.getItem('graphiql:tabState')?.includes('Mine { __typename }'),
      );
      await signIn(page);
      await page.getByText(PEOPLE.frontend, { exact: true }).waitFor();
      await editor.filter({ hasText: 'query Mine' }).waitFor();
    } finally {
      await browser.close();
    }
  });
});

async function signIn(page: Page): Promise<void> {
  const accounts = await readAccounts(join(home, 'accounts.json'));
  const account = accounts.find(({ name }) => name === PEOPLE.frontend);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByLabel('Account').fill(account?.name ?? '');
  await page.getByLabel('Password').fill(account?.password ?? '');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('button', { name: 'Allow' }).click();
}
