import { chmod, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ROLES, SCOPES, SCOPES_OF_ROLE } from '../../schema/contract/roles.ts';
import { grantable, loadOrCreateAccounts, readAccounts } from './accounts.ts';

let folder = '';
const file = (): string => join(folder, 'accounts.json');
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'relink-accounts-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const someone = {
  name: 'someone',
  title: 'Someone',
  roles: ['CLERK'],
  password: 'long enough 123',
};

test('the first time somebody is invented for each role, each with a password of their own', async () => {
  const accounts = await loadOrCreateAccounts(file());
  expect(new Set(accounts.flatMap(({ roles }) => roles))).toEqual(new Set(ROLES));
  expect(new Set(accounts.map(({ password }) => password)).size).toBe(accounts.length);
  expect((await stat(file())).mode & 0o777).toBe(0o600);
});

test('whoever is there stays, from start to start', async () => {
  const first = await loadOrCreateAccounts(file());
  expect(await loadOrCreateAccounts(file())).toEqual(first);
});

test('a file that others may read is refused', async () => {
  await loadOrCreateAccounts(file());
  await chmod(file(), 0o640);
  await expect(loadOrCreateAccounts(file())).rejects.toThrow('readable by others');
});

test.each([
  [
    'two roles that exclude each other',
    [{ ...someone, roles: ['PRIVACY_OFFICER', 'ADMINISTRATOR'] }],
  ],
  ['two accounts of one name', [someone, someone]],
  ['a role that there is not', [{ ...someone, roles: ['KING'] }]],
  ['a password that is soon guessed', [{ ...someone, password: 'short' }]],
  ['nobody', []],
])('a file with %s is refused', async (_, accounts) => {
  await writeFile(file(), JSON.stringify(accounts), { mode: 0o600 });
  await expect(readAccounts(file())).rejects.toThrow(file());
});

test('an account may be clerk and judge, and then do what either may', async () => {
  await writeFile(file(), JSON.stringify([{ ...someone, roles: ['CLERK', 'JUDGE'] }]), {
    mode: 0o600,
  });
  const [account] = await readAccounts(file());
  const either = new Set([...SCOPES_OF_ROLE.CLERK, ...SCOPES_OF_ROLE.JUDGE]);
  expect(grantable(account?.roles ?? [], SCOPES).sort()).toEqual([...either].sort());
  expect(grantable(account?.roles ?? [], ['openid', 'case:read'])).toEqual(['case:read']);
});
