import type { AskedParty, IdNumber } from '../../../schema/contract/warrant.ts';
import type { HeldRecord, Holder } from './held-record.ts';

/** Invented parties and rows for the tests of this folder. */
export const ID: IdNumber = { type: 'RESIDENT_ID', number: '33078219820101123X' };
/** One digit from `ID` (before the check character): a twin's. */
export const TWIN: IdNumber = { type: 'RESIDENT_ID', number: '330782198201011256' };
export const CODE: IdNumber = { type: 'USCC', number: '91110000101623741K' };
export const PHONE = '+8615084035033';
export const AS_OF = '2026-11-20';

/** A row of 张伟 with one address, changed as told. */
export function heldRecord(
  holder: Partial<Holder> = {},
  row: Partial<Omit<HeldRecord, 'holder'>> = {},
): HeldRecord {
  const observedOn = row.observedOn ?? '2026-01-01';
  return {
    holder: { name: '张伟', formerNames: [], ...holder },
    organisation: false,
    observedOn,
    contacts: [
      { kind: 'ADDRESS', value: '义乌市稠城街道1号', basis: 'CORRESPONDENCE_ADDRESS', observedOn },
    ],
    ...row,
  };
}

/** A person asked about, with what is given and nothing else. */
export function askedPerson(elements: Partial<AskedParty>): AskedParty {
  return { ref: '1', caseNo: '（2026）浙0782民初1号', partyType: 'PERSON', ...elements };
}
