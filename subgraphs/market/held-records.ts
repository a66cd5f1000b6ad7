import type { HeldRecord } from '../kit/matching/held-record.ts';
import { UNKNOWN_DAY, contactLeadOf } from '../kit/register/contact-lead-of.ts';
import { heldId } from '../kit/register/held-id.ts';
import type { Enterprise } from './tables.ts';

/** What one entry of the enterprise register knows: of the organisation, and of who represents it. */
export function heldRecords(row: Enterprise): HeldRecord[] {
  return [organisationOf(row), ...legalRepresentativeOf(row)];
}

function organisationOf(row: Enterprise): HeldRecord {
  return {
    holder: {
      id: { type: 'USCC', number: row.uscc },
      name: row.enterpriseName,
      formerNames: [],
    },
    organisation: true,
    ...sharedParts(row, 'REGISTERED_DOMICILE'),
    ...(row.status === null ? {} : { enterpriseStatus: row.status }),
    ...(row.legalRepName === null ? {} : { legalRepresentative: row.legalRepName }),
  };
}

/** The enterprise's address and phone reach its representative too, as leads of their own kind. */
function legalRepresentativeOf(row: Enterprise): HeldRecord[] {
  if (row.legalRepName === null || !row.legalRepFindable) return [];
  const id = heldId({
    idType: row.legalRepIdType,
    idNumber: row.legalRepIdNumber,
    issuingState: row.legalRepIssuingState,
  });
  return [
    {
      holder: { ...id, name: row.legalRepName, formerNames: [] },
      organisation: false,
      ...sharedParts(row, 'ENTERPRISE_ADDRESS'),
    },
  ];
}

function sharedParts(row: Enterprise, addressBasis: 'REGISTERED_DOMICILE' | 'ENTERPRISE_ADDRESS') {
  const observedOn = row.updatedOn ?? UNKNOWN_DAY;
  return {
    ...(row.contactPhone === null ? {} : { phone: row.contactPhone }),
    observedOn,
    contacts: [
      ...contactLeadOf('ADDRESS', row.registeredAddress, addressBasis, observedOn),
      ...contactLeadOf('PHONE', row.contactPhone, 'FILED_PHONE', observedOn),
    ],
  };
}
