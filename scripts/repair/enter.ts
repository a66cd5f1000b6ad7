import { readAccounts } from '../provider/accounts.ts';
import { signIn } from '../sign-in/session.ts';
import type { Session } from '../sign-in/session.ts';
import type { InventedAccount } from '../sign-in/fill-in-forms.ts';
import { SCOPES_OF_ROLE } from '../../schema/contract/roles.ts';
import { StackError } from '../stack/stack-error.ts';
import type { StackHandle } from '../stack/stack-handle.ts';
import { accountsFile } from '../stack/start-provider-process.ts';

/** Whom a command signs in. */
export type Part = 'CLERK' | 'JUDGE' | 'PRIVACY_OFFICER' | 'AGENCY_ENGINEER' | 'ADMINISTRATOR';

const TITLES: Readonly<Record<Part, string>> = {
  CLERK: 'a clerk',
  JUDGE: 'a judge',
  PRIVACY_OFFICER: 'a privacy officer',
  AGENCY_ENGINEER: 'an agency engineer',
  ADMINISTRATOR: 'an administrator',
};

export type EnterOptions = {
  /** Tells the person where to sign in. */
  say: (text: string) => void;
  signal?: AbortSignal;
};

/**
 * Signs somebody in to a stack: on the embedded provider an invented account, unattended; on any
 * other a person, at a browser.
 *
 * @throws SignInError, StackError
 */
export async function enter(
  stack: Pick<StackHandle, 'home' | 'issuer' | 'providerUrl'>,
  part: Part,
  { say, signal }: EnterOptions,
): Promise<Session> {
  const { issuer } = stack;
  return signIn({
    ...{ issuer, signal },
    account: stack.providerUrl === undefined ? undefined : await invented(stack.home, part),
    scopes: SCOPES_OF_ROLE[part],
    audience: process.env['OIDC_AUDIENCE'],
    clientId: process.env['OIDC_CLIENT_ID'],
    onPrompt: ({ url, code }) => {
      say(`Sign in as ${TITLES[part]}: open ${url} and enter the code ${code}`);
    },
  });
}

/** The first account of that role. */
async function invented(home: string, part: Part): Promise<InventedAccount> {
  const accounts = await readAccounts(accountsFile(home));
  const found = accounts.find(({ roles }) => roles.includes(part));
  if (found === undefined)
    throw new StackError(`${accountsFile(home)} has nobody who is ${part}; add an account`);
  return { name: found.name, password: found.password };
}
