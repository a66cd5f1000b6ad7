import { join } from 'node:path';
import { readIdentity } from '../../scripts/ledger/read-identity.ts';
import type { StackHandle } from '../../scripts/stack/stack-handle.ts';
import { connect } from '../../subgraphs/kit/database/connect.ts';
import { readBody } from '../../subgraphs/kit/ledger/entry.ts';
import type { LedgerBody } from '../../subgraphs/kit/ledger/entry.ts';
import type { ExportVerdict } from '../../subgraphs/kit/ledger/verify-export.ts';
import { verifyLedger } from '../../subgraphs/kit/ledger/verify-ledger.ts';

/** The entries of one service's ledger since a moment, in order. */
export async function entriesSince(
  { databases }: Pick<StackHandle, 'databases'>,
  code: string,
  since: Date,
): Promise<LedgerBody[]> {
  const connection = connect(databases[code]?.databaseUrl ?? '', { max: 1 });
  try {
    const rows = await connection.sql<{ body: string }[]>`
      select body from ledger_entry where at >= ${since.toISOString()} order by index`;
    return rows.map(({ body }) => {
      const read = readBody(body);
      if (read === undefined) throw new Error(`${code} has a torn entry`);
      return read;
    });
  } finally {
    await connection.close();
  }
}

/** How one service's ledger comes out where it lies. */
export async function verdictOn(
  { databases, home }: Pick<StackHandle, 'databases' | 'home'>,
  code: string,
  witnessed: readonly string[] = [],
): Promise<ExportVerdict> {
  const connection = connect(databases[code]?.databaseUrl ?? '', { max: 1, statementTimeout: 0 });
  try {
    const keys = join(home, 'keys', 'pinned', `${code}.json`);
    return await verifyLedger(connection.db, await readIdentity(code, [keys]), witnessed);
  } finally {
    await connection.close();
  }
}
