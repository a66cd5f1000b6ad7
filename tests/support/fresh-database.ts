import { randomBytes } from 'node:crypto';
import { inject } from 'vitest';
import { createDatabase } from '../../scripts/stack/create-database.ts';
import type { DatabaseUrls } from '../../scripts/stack/create-database.ts';
import { connect } from '../../subgraphs/kit/database/connect.ts';

export type FreshDatabase = DatabaseUrls & {
  /** Removes it, whoever is still connected. */
  drop(): Promise<void>;
};

/**
 * An empty database for one test, with the rights a service's own has: one role owns it, another
 * serves. The roles are the same in every test.
 *
 * @param code shown in its name, for whoever looks at the server
 */
export async function freshDatabase(code = 'any'): Promise<FreshDatabase> {
  const { adminUrl, passwords } = inject('postgres');
  const database = `relink_test_${code}_${randomBytes(6).toString('hex')}`;
  const urls = await createDatabase(adminUrl, {
    database,
    owner: { role: 'relink_test_owner', password: passwords.owner },
    app: { role: 'relink_test_app', password: passwords.app },
  });
  return { ...urls, drop: () => drop(adminUrl, database) };
}

async function drop(adminUrl: string, database: string): Promise<void> {
  const admin = connect(adminUrl, { applicationName: 'relink-tests', max: 1 });
  try {
    await admin.sql`drop database if exists ${admin.sql(database)} with (force)`;
  } finally {
    await admin.close();
  }
}
