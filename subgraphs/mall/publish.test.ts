import { graphql } from 'graphql';
import { expect, test } from 'vitest';
import { freshDatabase } from '../../tests/support/fresh-database.ts';
import { connect } from '../kit/database/connect.ts';
import { migrate } from '../kit/database/migrate.ts';
import { service } from './service.ts';
import { lease } from './tables.ts';

const READER = { roles: [], scopes: ['register:read'] };

test('a booth is shown as it was let last, not as a lease of an unknown day has it', async () => {
  const database = await freshDatabase('mall');
  await migrate(database.migrationDatabaseUrl, service.migrations);
  const { db, close } = connect(database.migrationDatabaseUrl);
  const leased = (shopName: string, leaseFrom: string | null) => ({
    ...{ boothNo: '1001', tenantName: '王芳', shopName, leaseFrom },
    rowHash: Buffer.from(shopName),
  });
  await db
    .insert(lease)
    .values([leased('旧店', '2019-01-01'), leased('无期', null), leased('新店', '2026-01-01')]);
  const { data } = await graphql({
    schema: service.schema,
    source: '{ stall(boothNo: "1001") { shopName } }',
    contextValue: { db, caller: { person: READER } },
  });
  expect(data).toEqual({ stall: { shopName: '新店' } });
  await close();
  await database.drop();
});
