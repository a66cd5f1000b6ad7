import type { HeldRecord } from '../kit/matching/held-record.ts';
import { UNKNOWN_DAY, contactLeadOf } from '../kit/register/contact-lead-of.ts';
import { heldId } from '../kit/register/held-id.ts';
import type { Lease } from './tables.ts';

/** What one lease knows: of the tenant, and of the enterprise the stall is leased under. */
export function heldRecords(row: Lease): HeldRecord[] {
  return [tenantOf(row), ...organisationOf(row)];
}

function tenantOf(row: Lease): HeldRecord {
  const id = heldId({
    idType: row.tenantIdType,
    idNumber: row.tenantIdNumber,
    issuingState: row.tenantIssuingState,
  });
  return {
    holder: { ...id, name: row.tenantName, formerNames: [] },
    ...(row.idUnread && { unread: true }),
    organisation: row.tenantIdType === 'USCC',
    ...sharedParts(row),
  };
}

/** The mall knows an enterprise by its code alone: the name over a stall is not the enterprise's. */
function organisationOf(row: Lease): HeldRecord[] {
  if (row.uscc === null) return [];
  const id = { type: 'USCC', number: row.uscc } as const;
  return [{ holder: { id, name: '', formerNames: [] }, organisation: true, ...sharedParts(row) }];
}

function sharedParts(row: Lease) {
  const observedOn = row.updatedOn ?? row.leaseFrom ?? UNKNOWN_DAY;
  const term = { from: row.leaseFrom, to: row.leaseTo };
  const post = row.correspondenceAddress;
  return {
    ...(row.phone === null ? {} : { phone: row.phone }),
    observedOn,
    contacts: [
      ...contactLeadOf('ADDRESS', post, 'CORRESPONDENCE_ADDRESS', observedOn, term),
      ...contactLeadOf('ADDRESS', row.boothAddress, 'STALL_ADDRESS', observedOn, term),
      ...contactLeadOf('PHONE', row.phone, 'LEASE_PHONE', observedOn, term),
    ],
  };
}
