import { inject } from 'vitest';
import { findStack } from '../../scripts/stack/find-stack.ts';
import { connect } from '../../subgraphs/kit/database/connect.ts';
import type { Connection } from '../../subgraphs/kit/database/connect.ts';

/** Works on the court's own database, as the role that owns it. */
export async function inCourtDatabase<Result>(
  work: (sql: Connection['sql']) => Promise<Result>,
): Promise<Result> {
  const stack = await findStack(inject('sample').home);
  const url = stack?.databases['court']?.migrationDatabaseUrl;
  if (url === undefined) throw new Error('No stack runs over the home');
  const connection = connect(url, { applicationName: 'relink-tests', max: 1 });
  try {
    return await work(connection.sql);
  } finally {
    await connection.close();
  }
}
