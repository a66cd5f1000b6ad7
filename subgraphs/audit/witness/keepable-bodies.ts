import { readBody } from '../../kit/ledger/entry.ts';
import type { LedgerBody } from '../../kit/ledger/entry.ts';

/** In JSON, a null character, which PostgreSQL does not keep. */
const UNKEPT = /(?<!\\)(?:\\\\)*\\u0000/u;

/** Those of a ledger's entries that can be read and kept, in their order. Honest ledgers have no others. */
export function keepableBodies(entries: readonly { body: string }[]): LedgerBody[] {
  return entries.flatMap(({ body }) => {
    const read = readBody(body);
    return read !== undefined && isKeepable(read) ? [read] : [];
  });
}

/** There is no year 0 in PostgreSQL either. */
function isKeepable({ at, detail = {} }: LedgerBody): boolean {
  return !at.startsWith('0000') && !UNKEPT.test(JSON.stringify(detail));
}
