import type { HeldRecord } from '../kit/matching/held-record.ts';
import { UNKNOWN_DAY, contactLeadOf } from '../kit/register/contact-lead-of.ts';
import { heldId } from '../kit/register/held-id.ts';
import type { Resident } from './tables.ts';

/** What the household register knows of one person, as matching takes it. */
export function heldRecords(row: Resident): HeldRecord[] {
  const observedOn = row.updatedOn ?? UNKNOWN_DAY;
  const record: HeldRecord = {
    holder: {
      ...heldId(row),
      name: row.name,
      formerNames: formerNamesOf(row.formerName),
      ...(row.birthDate === null ? {} : { birthDate: row.birthDate }),
      deceased: row.deceased,
      protected: row.protected,
    },
    ...(row.idUnread && { unread: true }),
    organisation: false,
    ...(row.phone === null ? {} : { phone: row.phone }),
    observedOn,
    contacts: [
      ...contactLeadOf('ADDRESS', row.hukouAddress, 'HOUSEHOLD_REGISTRATION', observedOn),
      ...contactLeadOf('PHONE', row.phone, 'REGISTERED_PHONE', observedOn),
    ],
  };
  return [record];
}

function formerNamesOf(written: string | null): string[] {
  const names = written?.split(/[;,、；，]/u) ?? [];
  return names.map((name) => name.trim()).filter((name) => name !== '');
}
