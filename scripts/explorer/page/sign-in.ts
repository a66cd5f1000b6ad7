import { generateKeyPair, generateProof } from 'dpop';
import { SCOPES } from '../../../schema/contract/roles.ts';
import { holdTokens } from '../../sign-in/hold-tokens.ts';
import { subjectOf } from '../../sign-in/subject-of.ts';
import { createTokenEndpoint } from '../../sign-in/token-endpoint.ts';
import type { Settings } from '../settings.ts';

const CLIENT = 'relink-console';
const AUDIENCE = 'urn:relink:graph';
/** Where a sign-in under way is remembered while the browser is at the provider. */
const UNDER_WAY = 'relink-sign-in';

/** Somebody who is signed in, in this page's memory. */
export type Person = {
  subject: string;
  /** Headers of one request, with a proof made for it alone (RFC 9449 §4.2, §7.1). */
  headers(): Promise<Record<string, string>>;
};

/**
 * Leaves for the provider: code flow with PKCE (RFC 7636).
 *
 * @param isOther whether the provider is to ask who it is, even where it knows somebody
 */
export async function beginSignIn(
  { authorizationEndpoint }: Settings,
  isOther: boolean,
): Promise<void> {
  const verifier = random();
  const state = random();
  sessionStorage.setItem(UNDER_WAY, JSON.stringify([state, verifier]));
  const url = new URL(authorizationEndpoint);
  url.search = new URLSearchParams({
    client_id: CLIENT,
    response_type: 'code',
    redirect_uri: redirectUri(),
    scope: ['openid', ...SCOPES].join(' '),
    resource: AUDIENCE,
    state,
    code_challenge: await challengeOf(verifier),
    code_challenge_method: 'S256',
    ...(isOther && { prompt: 'login' }),
  }).toString();
  location.assign(url);
}

/**
 * Ends a sign-in when the provider has sent the browser back.
 *
 * @returns undefined where no sign-in ends here
 * @throws SignInError when the provider gives no token
 */
export async function endSignIn(settings: Settings): Promise<Person | undefined> {
  const said = new URLSearchParams(location.search);
  const underWay = sessionStorage.getItem(UNDER_WAY);
  sessionStorage.removeItem(UNDER_WAY);
  // the code is used up, and stays in no history
  history.replaceState(null, '', '/');
  const code = said.get('code');
  if (underWay === null || code === null) return undefined;
  const [state, verifier] = JSON.parse(underWay) as [string, string]; // as it was written above
  if (said.get('state') !== state) return undefined;
  // not extractable: the browser signs with it and shows it to nobody
  const key = await generateKeyPair('ES256');
  const tokenEndpoint = createTokenEndpoint(settings.tokenEndpoint, CLIENT, key);
  const tokens = await tokenEndpoint({
    grant_type: 'authorization_code',
    ...{ code, code_verifier: verifier, redirect_uri: redirectUri() },
  });
  const holder = holdTokens(tokens, tokenEndpoint, Date.now);
  return {
    subject: subjectOf(tokens),
    headers: async () => {
      const token = await holder.fresh();
      const dpop = await generateProof(key, settings.graph, 'POST', undefined, token);
      return { authorization: `DPoP ${token}`, dpop };
    },
  };
}

function redirectUri(): string {
  return `${location.origin}/signed-in`;
}

function random(): string {
  return base64url(crypto.getRandomValues(new Uint8Array(32)));
}

async function challengeOf(verifier: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier));
  return base64url(new Uint8Array(digest));
}

function base64url(bytes: Uint8Array): string {
  const text = btoa(String.fromCharCode(...bytes));
  return text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
