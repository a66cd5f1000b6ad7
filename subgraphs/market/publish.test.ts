import { graphql } from 'graphql';
import { expect, test } from 'vitest';
import { freshDatabase } from '../../tests/support/fresh-database.ts';
import { connect } from '../kit/database/connect.ts';
import { migrate } from '../kit/database/migrate.ts';
import { service } from './service.ts';
import { enterprise } from './tables.ts';

const READER = { roles: [], scopes: ['register:read'] };

test('an enterprise that is registered twice is shown as it was last updated', async () => {
  const database = await freshDatabase('market');
  await migrate(database.migrationDatabaseUrl, service.migrations);
  const { db, close } = connect(database.migrationDatabaseUrl);
  const uscc = '91110000101623741K';
  const registered = (enterpriseName: string, updatedOn: string | null) => ({
    ...{ uscc, usccKey: `USCC::${uscc}`, enterpriseName, updatedOn, legalRepFindable: false },
    rowHash: Buffer.from(enterpriseName),
  });
  await db
    .insert(enterprise)
    .values([registered('今名', '2026-03-01'), registered('旧名', '2019-01-01')]);
  await db.insert(enterprise).values(registered('无期', null));
  const { data } = await graphql({
    schema: service.schema,
    source: `{ enterprise(uscc: "${uscc}") { name } }`,
    contextValue: { db, caller: { person: READER } },
  });
  expect(data).toEqual({ enterprise: { name: '今名' } });
  await close();
  await database.drop();
});
