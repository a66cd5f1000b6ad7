import type { HeldRecord } from '../kit/matching/held-record.ts';
import { UNKNOWN_DAY, contactLeadOf } from '../kit/register/contact-lead-of.ts';
import { heldId } from '../kit/register/held-id.ts';
import type { Complaint } from './tables.ts';

/** What one answered complaint knows: of the merchant, and of the enterprise complained of. */
export function heldRecords(row: Complaint): HeldRecord[] {
  return [merchantOf(row), ...organisationOf(row)];
}

function merchantOf(row: Complaint): HeldRecord {
  const id = heldId({
    idType: row.merchantIdType,
    idNumber: row.merchantIdNumber,
    issuingState: row.merchantIssuingState,
  });
  return {
    holder: { ...id, name: row.merchantName, formerNames: [] },
    ...(row.idUnread && { unread: true }),
    organisation: row.merchantIdType === 'USCC',
    ...sharedParts(row),
  };
}

/** The line knows an enterprise by its code alone: the name over a shop is not the enterprise's. */
function organisationOf(row: Complaint): HeldRecord[] {
  if (row.uscc === null) return [];
  const id = { type: 'USCC', number: row.uscc } as const;
  return [{ holder: { id, name: '', formerNames: [] }, organisation: true, ...sharedParts(row) }];
}

/** Both were reached that day by what the merchant gave. */
function sharedParts(row: Complaint) {
  const observedOn = row.answeredOn ?? UNKNOWN_DAY;
  return {
    ...(row.phone === null ? {} : { phone: row.phone }),
    observedOn,
    contacts: [
      ...contactLeadOf('ADDRESS', row.serviceAddress, 'CORRESPONDENCE_ADDRESS', observedOn),
      ...contactLeadOf('PHONE', row.phone, 'OTHER_PHONE', observedOn),
    ],
  };
}
