import { migrate as applyMigrations } from 'drizzle-orm/postgres-js/migrator';
import { connect } from './connect.ts';
import { lockKey } from './lock-key.ts';

/**
 * Brings a database to the newest migration of `folder` (as drizzle-kit writes it). Two at once
 * wait for each other; what is already applied is left alone.
 *
 * @param migrationUrl of the role that owns the tables.
 */
export async function migrate(migrationUrl: string, folder: string): Promise<void> {
  const connection = connect(migrationUrl, {
    applicationName: 'relink-migrate',
    max: 1,
    statementTimeout: 0,
  });
  try {
    // A lock of the session: the pool is one connection, and closing it releases the lock.
    await connection.sql`select pg_advisory_lock(${lockKey('migrate')}::bigint)`;
    await applyMigrations(connection.db, { migrationsFolder: folder });
  } finally {
    await connection.close();
  }
}
