import { required } from '../config/service-config.ts';
import type { ServiceConfig } from '../config/service-config.ts';
import { connect } from '../database/connect.ts';
import { grantUse } from '../database/grant-use.ts';
import { migrate } from '../database/migrate.ts';
import { installLedger } from '../ledger/install-ledger.ts';
import { LEDGER_TABLES } from '../ledger/tables.ts';
import { roleOf } from '../database/role-of.ts';
import type { Service } from './service.ts';

/** As the owner: applies migrations, then gives the serving role its rights and no other. */
export async function migrateService(service: Service, config: ServiceConfig): Promise<void> {
  const ownerUrl = required(config.migrationDatabaseUrl, 'MIGRATION_DATABASE_URL');
  const servingUrl = required(config.databaseUrl, 'DATABASE_URL');
  await migrate(ownerUrl, service.migrations);
  await installLedger(ownerUrl);
  const ownerRole = roleOf(ownerUrl);
  const servingRole = roleOf(servingUrl);
  if (ownerRole === servingRole) return;
  const owner = connect(ownerUrl, { applicationName: `relink-${service.code}-grant`, max: 1 });
  try {
    const { append = [], ...rights } = service.rights;
    await grantUse(owner.sql, servingRole, { ...rights, append: [...append, ...LEDGER_TABLES] });
  } finally {
    await owner.close();
  }
}
