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
  /** Name of the invented account; the first of the role when undefined. */
  as?: string | undefined;
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
  { say, signal, as }: EnterOptions,
): Promise<Session> {
  const { issuer, providerUrl } = stack;
  if (providerUrl === undefined && as !== undefined)
    throw new StackError('Here people sign in: --as is for the invented accounts alone');
  return signIn({
    ...{ issuer, signal },
    account: providerUrl === undefined ? undefined : await invented(stack.home, part, as),
    scopes: SCOPES_OF_ROLE[part],
    audience: process.env['OIDC_AUDIENCE'],
    clientId: process.env['OIDC_CLIENT_ID'],
    onPrompt: ({ url, code }) => {
      say(`Sign in as ${TITLES[part]}: open ${url} and enter the code ${code}`);
    },
  });
}

/** The account of that role and name, or the first of the role. */
async function invented(home: string, part: Part, as?: string): Promise<InventedAccount> {
  const accounts = await readAccounts(accountsFile(home));
  const found = accounts.find(
    ({ name, roles }) => roles.includes(part) && (as === undefined || as === name),
  );
  const who = as === undefined ? 'nobody' : `no ${as}`;
  if (found === undefined)
    throw new StackError(`${accountsFile(home)} has ${who} who is ${part}; add an account`);
  return { name: found.name, password: found.password };
}
