import { lt } from 'drizzle-orm';
import { index, jsonb, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';
import type { AdapterPayload } from 'oidc-provider';
import { connect } from '../../../subgraphs/kit/database/connect.ts';
import type { Connection, Database } from '../../../subgraphs/kit/database/connect.ts';
import { grantUse } from '../../../subgraphs/kit/database/grant-use.ts';
import { lockKey } from '../../../subgraphs/kit/database/lock-key.ts';
import { roleOf } from '../../../subgraphs/kit/database/role-of.ts';

/** Everything the provider keeps; `CREATE` below makes it. */
export const oidcRecord = pgTable(
  'oidc_record',
  {
    /** oidc-provider's name of the kind, such as `RefreshToken`. */
    model: text('model').notNull(),
    id: text('id').notNull(),
    payload: jsonb('payload').$type<AdapterPayload>().notNull(),
    /** Whatever else one looks a record up by. */
    grantId: text('grant_id'),
    userCode: text('user_code'),
    uid: text('uid'),
    expiresAt: timestamp('expires_at', { withTimezone: true }),
  },
  (table) => [
    primaryKey({ columns: [table.model, table.id] }),
    index('oidc_record_of_grant').on(table.grantId),
    index('oidc_record_by_expiry').on(table.expiresAt),
  ],
);

const CREATE = `
  create table if not exists oidc_record (
    model text not null,
    id text not null,
    payload jsonb not null,
    grant_id text,
    user_code text,
    uid text,
    expires_at timestamptz,
    primary key (model, id)
  );
  create index if not exists oidc_record_of_grant on oidc_record (grant_id);
  create index if not exists oidc_record_by_user_code on oidc_record (user_code);
  create index if not exists oidc_record_by_uid on oidc_record (uid);
  create index if not exists oidc_record_by_expiry on oidc_record (expires_at)`;

/** Makes the table as its owner, and opens the database as the role that serves. */
export async function openStore(urls: {
  databaseUrl: string;
  migrationDatabaseUrl: string;
}): Promise<Connection> {
  const owner = connect(urls.migrationDatabaseUrl, { applicationName: 'relink-provider', max: 1 });
  try {
    await owner.sql`select pg_advisory_lock(${lockKey('migrate')}::bigint)`;
    await owner.sql.unsafe(CREATE);
    const serving = roleOf(urls.databaseUrl);
    if (serving !== roleOf(urls.migrationDatabaseUrl))
      await grantUse(owner.sql, serving, { read: [], write: [oidcRecord] });
  } finally {
    await owner.close();
  }
  return connect(urls.databaseUrl, { applicationName: 'relink-provider' });
}

/** Removes what has expired. */
export async function forgetExpired(db: Database, now: Date): Promise<void> {
  await db.delete(oidcRecord).where(lt(oidcRecord.expiresAt, now));
}
