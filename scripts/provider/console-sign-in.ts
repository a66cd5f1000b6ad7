import { createHash, randomBytes } from 'node:crypto';
import { generateKeyPair } from 'dpop';
import type { KeyPair } from 'dpop';
import { createBrowser } from '../sign-in/browser.ts';
import type { Browser, Shown } from '../sign-in/browser.ts';
import { createTokenEndpoint } from '../sign-in/token-endpoint.ts';
import type { TokenEndpoint } from '../sign-in/token-endpoint.ts';
import type { Account } from './accounts.ts';
import { CONSOLE_CLIENT } from './clients.ts';

/** Where the console of a test is; nothing listens there. */
export const CONSOLE = 'http://127.0.0.1:5173/signed-in';

/** The console's side of the code flow, and a browser, for tests. */
export type ConsoleSignIn = {
  browser: Browser;
  verifier: string;
  key: KeyPair;
  tokenEndpoint: TokenEndpoint;
  /** Opens the authorisation page, with these parameters instead of the right ones. */
  open(instead?: Record<string, string | undefined>): Promise<Shown>;
  /** Signs in and agrees. @returns the code that the console is told */
  enter(account: Pick<Account, 'name' | 'password'>): Promise<string>;
};

export async function consoleSignIn(issuer: string): Promise<ConsoleSignIn> {
  const browser = createBrowser(issuer);
  const verifier = randomBytes(32).toString('base64url');
  const key = await generateKeyPair('ES256', { extractable: true });
  const right = {
    client_id: CONSOLE_CLIENT,
    response_type: 'code',
    redirect_uri: CONSOLE,
    scope: 'openid case:read repair:run',
    state: 'a-state',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  };
  const open = (instead: Record<string, string | undefined> = {}): Promise<Shown> => {
    const query = new URLSearchParams(right);
    for (const [name, value] of Object.entries(instead)) {
      if (value === undefined) query.delete(name);
      else query.set(name, value);
    }
    return browser.open(`${issuer}/auth?${query.toString()}`);
  };
  return {
    ...{ browser, verifier, key, open },
    tokenEndpoint: createTokenEndpoint(`${issuer}/token`, CONSOLE_CLIENT, key),
    enter: async ({ name, password }) => {
      const consent = await browser.submit(await open(), { name, password });
      const end = await browser.submit(consent, { decision: 'allow' });
      return new URL(end.url).searchParams.get('code') ?? '';
    },
  };
}
