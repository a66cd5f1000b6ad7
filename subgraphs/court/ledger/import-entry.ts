import type { ServiceEntry } from '../../kit/ledger/service-ledger.ts';
import { COURT_CODE } from '../court-code.ts';

/** That a file was taken in. Nobody is signed in on the command line: the court itself did it. */
export function importEntry(
  what: 'PARTIES' | 'CLERKS',
  { read: rows, rejected }: { read: number; rejected: number },
): ServiceEntry {
  const detail = { what, rows, rejected };
  return { at: new Date(), event: 'LIST_IMPORTED', actor: COURT_CODE, detail };
}
