import { PgDialect } from 'drizzle-orm/pg-core';
import type { TransactionSql } from 'postgres';
import type { Executor } from './node-store.ts';

const dialect = new PgDialect();

/** Lets the ledger be appended to in a transaction of the driver's own, such as one that copies. */
export function executorOf(tx: TransactionSql): Executor {
  return {
    execute: (query) => {
      const { sql, params } = dialect.sqlToQuery(query);
      // parameters of ours are texts, numbers, bytes and lists of them, which the driver takes
      return tx.unsafe(sql, params as Parameters<typeof tx.unsafe>[1]);
    },
  };
}
