import { join } from 'node:path';
import { migrate } from 'drizzle-orm/postgres-js/migrator';
import { connect } from '../database/connect.ts';
import { lockKey } from '../database/lock-key.ts';

/** Their own journal: a service's migrations come and go by other dates than these. */
const MIGRATIONS = {
  migrationsFolder: join(import.meta.dirname, 'migrations'),
  migrationsTable: '__ledger_migrations',
};

/**
 * Gives a database its ledger, or brings it to the newest form. One set of migrations for every
 * service: what one agency's ledger is, every other's is too.
 *
 * @param migrationUrl of the role that owns the tables.
 */
export async function installLedger(migrationUrl: string): Promise<void> {
  const options = { applicationName: 'relink-migrate', max: 1, statementTimeout: 0 };
  const connection = connect(migrationUrl, options);
  try {
    // A lock of the session: the pool is one connection, and closing it releases the lock.
    await connection.sql`select pg_advisory_lock(${lockKey('migrate')}::bigint)`;
    await migrate(connection.db, MIGRATIONS);
  } finally {
    await connection.close();
  }
}
