import type { ContactLead } from '../../../schema/contract/reply.ts';
import type { HeldRecord } from './held-record.ts';

/** As many as one answer may carry (schema of the reply). */
const AT_MOST = 200;

/** The contacts of several rows of one holder, newest first, each once with its newest date. */
export function uniteContacts(records: readonly HeldRecord[]): ContactLead[] {
  const leads = records.flatMap(({ contacts }) => contacts).toSorted(newestFirst);
  const united = new Map<string, ContactLead>();
  for (const lead of leads) {
    const { kind, value, basis, validFrom, validTo } = lead;
    const key = JSON.stringify([kind, value, basis, validFrom, validTo]);
    if (!united.has(key)) united.set(key, lead);
  }
  return [...united.values()].slice(0, AT_MOST);
}

function newestFirst(a: ContactLead, b: ContactLead): number {
  return compare(b.observedOn, a.observedOn) || compare(orderKey(a), orderKey(b));
}

function orderKey({ kind, value, basis, validFrom, validTo }: ContactLead): string {
  return JSON.stringify([kind, basis, value, validFrom, validTo]);
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
