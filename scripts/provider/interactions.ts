import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Provider } from 'oidc-provider';
import type { Account } from './accounts.ts';
import { grantable } from './accounts.ts';
import { consentPage, loginPage } from './pages/interaction-pages.ts';
import type { PasswordGate } from './password-gate.ts';
import { readForm } from './read-form.ts';
import { sendPage } from './send-page.ts';
import { textOf } from './text-of.ts';

export type InteractionParts = {
  provider: Provider;
  accounts: readonly Account[];
  gate: PasswordGate;
  audience: string;
  /** Origins of the console besides this machine. */
  consoleOrigins: readonly string[];
};

type Details = Awaited<ReturnType<Provider['interactionDetails']>>;
type Exchange = { request: IncomingMessage; response: ServerResponse; details: Details };

/**
 * What oidc-provider leaves to us: signing in with a password, and agreeing to what a program may
 * do. The same address shows a step and takes it.
 *
 * @throws errors.SessionNotFound when the browser has no such interaction under way
 */
export async function handleInteraction(
  parts: InteractionParts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const details = await parts.provider.interactionDetails(request, response);
  const exchange = { request, response, details };
  const step = details.prompt.name === 'login' ? signInStep : consentStep;
  await step(parts, exchange);
}

async function signInStep(
  { provider, gate }: InteractionParts,
  { request, response, details }: Exchange,
): Promise<void> {
  const action = `/interaction/${details.uid}`;
  if (request.method !== 'POST') {
    sendPage(response, 200, loginPage(action));
    return;
  }
  const form = await readForm(request);
  const name = (form.get('name') ?? '').trim();
  const entry = gate(name, form.get('password') ?? '');
  if (entry.ok) {
    const login = { accountId: entry.account.name };
    await provider.interactionFinished(request, response, { login });
  } else if (entry.why === 'WAIT') {
    const seconds = Math.ceil(entry.wait / 1000);
    const said = `错误次数过多，请 ${seconds} 秒后再试。 Too many wrong passwords; wait ${seconds} s.`;
    sendPage(response, 429, loginPage(action, said, name));
  } else {
    const said = '账号或密码不正确。 The account or the password is wrong.';
    sendPage(response, 403, loginPage(action, said, name));
  }
}

async function consentStep(parts: InteractionParts, exchange: Exchange): Promise<void> {
  const { request, response, details } = exchange;
  const account = parts.accounts.find(({ name }) => name === details.session?.accountId);
  const asked = textOf(details.params['scope']).split(' ');
  const scopes = grantable(account?.roles ?? [], asked);
  if (account === undefined) {
    await refuse(parts, exchange);
  } else if (request.method !== 'POST') {
    const client = await parts.provider.Client.find(textOf(details.params['client_id']));
    const named = client?.clientName ?? textOf(details.params['client_id']);
    const granted = { client: named, person: account.title, scopes };
    sendPage(response, 200, consentPage(`/interaction/${details.uid}`, granted));
  } else if ((await readForm(request)).get('decision') === 'allow') {
    const grantId = await saveGrant(parts, details, account.name, { asked, scopes });
    await parts.provider.interactionFinished(request, response, { consent: { grantId } });
  } else {
    await refuse(parts, exchange);
  }
}

async function refuse(
  { provider }: InteractionParts,
  { request, response }: Exchange,
): Promise<void> {
  const result = { error: 'access_denied', error_description: 'The person refused' };
  await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
}

/** What is not granted is written down as refused, else it would be asked for again. */
async function saveGrant(
  { provider, audience }: InteractionParts,
  details: Details,
  accountId: string,
  { asked, scopes }: { asked: readonly string[]; scopes: readonly string[] },
): Promise<string> {
  const { grantId, params } = details;
  const known = grantId === undefined ? undefined : await provider.Grant.find(grantId);
  const grant = known ?? new provider.Grant({ accountId, clientId: textOf(params['client_id']) });
  if (asked.includes('openid')) grant.addOIDCScope('openid');
  const refused = asked.filter((scope) => scope !== 'openid' && !scopes.includes(scope));
  if (scopes.length > 0) grant.addResourceScope(audience, scopes.join(' '));
  if (refused.length > 0) grant.rejectResourceScope(audience, refused.join(' '));
  return grant.save();
}
