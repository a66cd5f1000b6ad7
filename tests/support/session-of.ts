import { join } from 'node:path';
import { inject } from 'vitest';
import { SCOPES } from '../../schema/contract/roles.ts';
import { readAccounts } from '../../scripts/provider/accounts.ts';
import { signIn } from '../../scripts/sign-in/session.ts';
import type { Session } from '../../scripts/sign-in/session.ts';

/** The invented people of the stack, by what they are. */
export const PEOPLE = {
  clerk: 'wang.shuji',
  otherClerk: 'zhao.shuji',
  judge: 'li.faguan',
  privacyOfficer: 'zhou.yinsi',
  otherOfficer: 'sun.jiancha',
  engineer: 'wu.gongcheng',
  administrator: 'zheng.guanli',
  frontend: 'qiantai',
} as const;
export type PersonName = keyof typeof PEOPLE;

const sessions = new Map<PersonName, Promise<Session>>();

/** A person signed in at the stack's own provider, once a test file. */
export function sessionOf(person: PersonName): Promise<Session> {
  const session = sessions.get(person) ?? newSession(person);
  sessions.set(person, session);
  return session;
}

/** Another sign-in of the same person, with a key of its own, or with that of another session. */
export async function newSession(
  person: PersonName,
  scopes: readonly string[] = SCOPES,
  key?: Session['key'],
): Promise<Session> {
  const { home, issuer } = inject('sample');
  const accounts = await readAccounts(join(home, 'accounts.json'));
  const account = accounts.find(({ name }) => name === PEOPLE[person]);
  if (account === undefined) throw new Error(`There is no account ${PEOPLE[person]}`);
  return signIn({ issuer, account, scopes, key, onPrompt: () => undefined });
}

/** Headers of one request of a person, as any client of the graph sends them. */
export async function headersOf(person: PersonName): Promise<Record<string, string>> {
  const session = await sessionOf(person);
  return session.headers(inject('sample').publicUrl);
}
