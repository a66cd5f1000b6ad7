import { randomUUID } from 'node:crypto';
import { SCOPES_OF_ROLE } from '../../../schema/contract/roles.ts';
import type { Role, Scope } from '../../../schema/contract/roles.ts';
import type { Caller } from '../../../subgraphs/kit/people/person.ts';

/** For tests: somebody with an account at the provider. */
export type Account = {
  subject: string;
  roles: readonly Role[];
  /** Those of the roles, where left out. */
  scopes?: readonly Scope[];
  /** Thumbprint of the browser's key; one of their own, where left out. */
  boundTo?: string;
};

export const WANG: Account = { subject: 'wang.shuji', roles: ['CLERK'] };
export const ZHAO: Account = { subject: 'zhao.shuji', roles: ['CLERK'] };
export const LI: Account = { subject: 'li.faguan', roles: ['JUDGE'] };
export const SUN: Account = { subject: 'sun.jiancha', roles: ['PRIVACY_OFFICER'] };

/** One request of this person, with a proof of its own; nobody's when left out. */
export function callerOf(account?: Account): Caller {
  const requestId = randomUUID();
  if (account === undefined) {
    return { person: undefined, key: undefined, requestId, proofId: undefined };
  }
  const { subject, roles } = account;
  const person = {
    ...{ subject, roles, expiresAt: new Date(Date.now() + 300_000) },
    scopes: account.scopes ?? [...new Set(roles.flatMap((role) => SCOPES_OF_ROLE[role]))],
    boundTo: account.boundTo ?? `key-of-${subject}`,
  };
  return { person, key: undefined, requestId, proofId: randomUUID() };
}
