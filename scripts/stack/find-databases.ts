import { join } from 'node:path';
import { z } from 'zod';
import type { DatabaseUrls } from './create-database.ts';
import { keepPasswords, provision } from './databases.ts';
import { StackError, codeOf } from './stack-error.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

export type DatabaseQuestion = {
  home: string;
  codes: string[];
  env: Environment;
  /** Called only when a database is needed that the environment does not name. */
  startOwn: () => Promise<{ adminUrl: string }>;
};

const urlSchema = z.url({ protocol: /^postgres(ql)?$/u });

/**
 * Where each service stores. `DATABASE_URL_<CODE>` (and `MIGRATION_DATABASE_URL_<CODE>`) name one
 * service's database, which is used as it is; `DATABASE_URL` names the admin of another server, in
 * which databases are made; otherwise our own server is started.
 *
 * @throws StackError naming the variable, never its value.
 */
export async function findDatabases(
  question: DatabaseQuestion,
): Promise<Map<string, DatabaseUrls>> {
  const { home, codes, env, startOwn } = question;
  const found = new Map<string, DatabaseUrls>();
  for (const code of codes) {
    const given = givenFor(code, env);
    if (given) found.set(code, given);
  }
  const left = codes.filter((code) => !found.has(code));
  if (left.length === 0) return found;
  const external = read('DATABASE_URL', env);
  const adminUrl = external ?? (await startOwn()).adminUrl;
  const passwords = await keepPasswords(join(home, 'databases.json'), left);
  for (const code of left) {
    const password = passwords[code];
    if (!password) throw new StackError(`${home}/databases.json holds no password for ${code}`);
    try {
      found.set(code, await provision(adminUrl, code, password));
    } catch (error) {
      throw new StackError(`The database of ${code} cannot be made (${String(codeOf(error))})`);
    }
  }
  return found;
}

function givenFor(code: string, env: Environment): DatabaseUrls | undefined {
  const suffix = code.toUpperCase();
  const databaseUrl = read(`DATABASE_URL_${suffix}`, env);
  if (databaseUrl === undefined) return undefined;
  const owner = read(`MIGRATION_DATABASE_URL_${suffix}`, env);
  return { databaseUrl, migrationDatabaseUrl: owner ?? databaseUrl };
}

function read(variable: string, env: Environment): string | undefined {
  const value = env[variable];
  if (value === undefined || value === '') return undefined;
  if (urlSchema.safeParse(value).success) return value;
  throw new StackError(`${variable} is not a postgres:// URL`);
}
