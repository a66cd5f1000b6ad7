import type { HeldRecord } from '../kit/matching/held-record.ts';
import { UNKNOWN_DAY, contactLeadOf } from '../kit/register/contact-lead-of.ts';
import { heldId } from '../kit/register/held-id.ts';
import type { Residence } from './tables.ts';

/** What the residence register knows of one person, as matching takes it. */
export function heldRecords(row: Residence): HeldRecord[] {
  const observedOn = row.registeredOn ?? UNKNOWN_DAY;
  const term = { from: row.registeredOn, to: row.expiresOn };
  const record: HeldRecord = {
    holder: { ...heldId(row), name: row.name, formerNames: [] },
    ...(row.idUnread && { unread: true }),
    organisation: false,
    ...(row.phone === null ? {} : { phone: row.phone }),
    observedOn,
    contacts: [
      ...contactLeadOf('ADDRESS', row.residenceAddress, 'RESIDENCE_REGISTRATION', observedOn, term),
      ...contactLeadOf('PHONE', row.phone, 'REGISTERED_PHONE', observedOn),
    ],
  };
  return [record];
}
