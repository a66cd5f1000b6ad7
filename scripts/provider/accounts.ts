import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { DISJOINT_ROLES, ROLES, SCOPES_OF_ROLE } from '../../schema/contract/roles.ts';
import type { Role, Scope } from '../../schema/contract/roles.ts';
import { createPrivateFile, readPrivateFile } from '../../subgraphs/kit/sealing/private-file.ts';
import { ProviderError } from './provider-config.ts';

const accountSchema = z.object({
  /** What is typed to sign in, and the `sub` of the tokens. */
  name: z.string().regex(/^[a-z][a-z0-9.-]{1,62}$/u),
  title: z.string().min(1),
  roles: z.array(z.enum(ROLES)).min(1),
  password: z.string().min(12),
});
const accountsSchema = z.array(accountSchema).min(1);

/** Somebody who can sign in. */
export type Account = z.infer<typeof accountSchema>;

/**
 * Invented, one for each role; of clerks there are two, since one may stand in for another, and of
 * privacy officers, since nobody decides about an alert of their own doing.
 */
const INVENTED: Omit<Account, 'password'>[] = [
  { name: 'wang.shuji', title: '王书记员 · clerk', roles: ['CLERK'] },
  { name: 'zhao.shuji', title: '赵书记员 · clerk', roles: ['CLERK'] },
  { name: 'li.faguan', title: '李法官 · judge', roles: ['JUDGE'] },
  { name: 'zhou.yinsi', title: '周隐私官 · privacy officer', roles: ['PRIVACY_OFFICER'] },
  { name: 'sun.jiancha', title: '孙隐私官 · privacy officer', roles: ['PRIVACY_OFFICER'] },
  { name: 'wu.gongcheng', title: '吴工程师 · agency engineer', roles: ['AGENCY_ENGINEER'] },
  { name: 'zheng.guanli', title: '郑管理员 · administrator', roles: ['ADMINISTRATOR'] },
  { name: 'qiantai', title: '前台 · public frontend', roles: ['FRONTEND'] },
];

/** Whom the unattended command signs in as. */
export const INVENTED_CLERK = 'wang.shuji';
export const INVENTED_JUDGE = 'li.faguan';

/**
 * The accounts of a file that only its owner may read.
 *
 * @throws ProviderError when there is none, or it does not hold what it should: two accounts of one
 *   name, or one with two roles that exclude each other.
 */
export async function readAccounts(file: string): Promise<Account[]> {
  const text = await readPrivateFile(file);
  if (text === undefined) throw new ProviderError(`${file} is not there`);
  const accounts = accountsSchema.safeParse(parse(text));
  if (!accounts.success) throw new ProviderError(`${file} does not hold accounts`);
  const names = new Set(accounts.data.map(({ name }) => name));
  if (names.size < accounts.data.length) throw new ProviderError(`${file} names somebody twice`);
  for (const { name, roles } of accounts.data) {
    const apart = roles.filter((role) => DISJOINT_ROLES.includes(role));
    if (apart.length > 1)
      throw new ProviderError(`${file}: ${name} may not be ${apart.join(' and ')} at once`);
  }
  return accounts.data;
}

/** The accounts of `file`; the first time, invented ones with random passwords. */
export async function loadOrCreateAccounts(file: string): Promise<Account[]> {
  const made = INVENTED.map((account) => ({
    ...account,
    password: randomBytes(18).toString('base64url'),
  }));
  // what is there stays
  await createPrivateFile(file, `${JSON.stringify(made, null, 2)}\n`);
  return readAccounts(file);
}

/** What a token of an account with these roles may be used for, of what is asked. */
export function grantable(roles: readonly Role[], asked: readonly string[]): Scope[] {
  const held = new Set(roles.flatMap((role) => SCOPES_OF_ROLE[role]));
  return [...held].filter((scope) => asked.includes(scope));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
