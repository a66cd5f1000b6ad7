import type { Sql } from '../../subgraphs/kit/database/connect.ts';
import { connect } from '../../subgraphs/kit/database/connect.ts';
import { lockKey } from '../../subgraphs/kit/database/lock-key.ts';

export type Login = { role: string; password: string };

export type DatabasePlan = {
  database: string;
  /** Owns the database: it makes tables and imports. */
  owner: Login;
  /** Serves: it connects, and may do what the owner grants it. */
  app: Login;
};

export type DatabaseUrls = {
  /** Of the role that serves. */
  databaseUrl: string;
  /** Of the role that owns the tables. */
  migrationDatabaseUrl: string;
};

/** Names are written into SQL; statements that make roles and databases take no parameters. */
const NAME = /^[a-z][a-z0-9_]{0,62}$/u;
const PASSWORD = /^[\w-]+$/u;

/**
 * Makes the database and its two roles as far as they are not there, and sets their passwords.
 * Nobody else may connect. The admin needs CREATEDB and CREATEROLE, no more.
 *
 * @throws TypeError when a name or a password is not fit to be written into SQL.
 */
export async function createDatabase(adminUrl: string, plan: DatabasePlan): Promise<DatabaseUrls> {
  check(plan);
  const admin = connect(adminUrl, {
    applicationName: 'relink-stack',
    max: 1,
    statementTimeout: 60_000,
  });
  try {
    // Two at once would both find a role missing. The session's end releases the lock.
    await admin.sql`select pg_advisory_lock(${lockKey('provision')}::bigint)`;
    await makeRoles(admin.sql, [plan.owner, plan.app]);
    await makeDatabase(admin.sql, plan);
  } finally {
    await admin.close();
  }
  return {
    databaseUrl: urlFor(adminUrl, plan.database, plan.app),
    migrationDatabaseUrl: urlFor(adminUrl, plan.database, plan.owner),
  };
}

function check({ database, owner, app }: DatabasePlan): void {
  const named = [database, owner.role, app.role].every((name) => NAME.test(name));
  if (!named || !PASSWORD.test(owner.password) || !PASSWORD.test(app.password))
    throw new TypeError('A name or password is not fit for SQL');
}

async function makeRoles(sql: Sql, logins: Login[]): Promise<void> {
  const version = await versionOf(sql);
  // From 16 on, an admin who is no superuser must give itself what it makes.
  if (version >= 16) await sql`set createrole_self_grant = 'set, inherit'`;
  for (const { role, password } of logins) {
    const [found] = await sql`select 1 from pg_roles where rolname = ${role}`;
    const verb = found ? 'alter' : 'create';
    await sql.unsafe(`${verb} role "${role}" login password '${password}'`);
  }
}

async function makeDatabase(sql: Sql, { database, owner, app }: DatabasePlan): Promise<void> {
  const [found] = await sql`select 1 from pg_database where datname = ${database}`;
  if (!found) {
    const builtin = (await versionOf(sql)) >= 17;
    const provider = builtin ? `builtin builtin_locale 'C.UTF-8'` : 'libc';
    await sql.unsafe(
      `create database "${database}" owner "${owner.role}" template template0 encoding 'UTF8'
       locale_provider ${provider} lc_collate 'C' lc_ctype 'C'`,
    );
  }
  await sql.unsafe(`revoke all on database "${database}" from public`);
  await sql.unsafe(`grant connect on database "${database}" to "${app.role}"`);
}

async function versionOf(sql: Sql): Promise<number> {
  const [row] = await sql<{ version: number }[]>`
    select current_setting('server_version_num')::int / 10000 as version`;
  return row?.version ?? 0;
}

function urlFor(adminUrl: string, database: string, { role, password }: Login): string {
  const url = new URL(adminUrl);
  url.username = role;
  url.password = password;
  url.pathname = `/${database}`;
  return url.href;
}
