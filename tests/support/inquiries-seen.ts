import { inject } from 'vitest';
import { findStack } from '../../scripts/stack/find-stack.ts';
import { connect } from '../../subgraphs/kit/database/connect.ts';
import { AGENCIES } from './agencies.ts';

/** How many inquiries each agency of the stack has answered so far, by its own count. */
export async function inquiriesSeen(): Promise<Record<string, number>> {
  const stack = await findStack(inject('sample').home);
  if (stack === undefined) throw new Error('No stack runs over the home');
  const counted = AGENCIES.map(async (code) => {
    const url = stack.databases[code]?.migrationDatabaseUrl ?? '';
    const connection = connect(url, { applicationName: 'relink-tests', max: 1 });
    try {
      const [row] = await connection.sql<{ seen: number }[]>`
        select count(*)::int as seen from seen_inquiry`;
      return [code, row?.seen ?? 0] as const;
    } finally {
      await connection.close();
    }
  });
  return Object.fromEntries(await Promise.all(counted));
}
