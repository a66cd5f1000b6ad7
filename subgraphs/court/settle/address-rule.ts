import type { ContactLead } from '../../../schema/contract/reply.ts';
import { UNKNOWN_DAY } from '../../kit/register/contact-lead-of.ts';
import { LEAD_RANK } from './ranked-contact.ts';
import type { ContactRank, ContactReason, ContactRule } from './ranked-contact.ts';
import { aYearOld, withinYear } from './within-year.ts';

/** The place of one source of a contact in the order of section 6. */
export type Judgement = {
  rank: ContactRank;
  rule: ContactRule;
  reasons: ContactReason[];
};

/**
 * Rank of an address by what the register entry means and by its dates (Opinions 8 and 9, Interp 4
 * and 137). What no rule names is a lead. Dates are YYYY-MM-DD.
 */
export function addressRule(lead: ContactLead, asOf: string): Judgement {
  switch (lead.basis) {
    case 'LITIGATION_ADDRESS':
      return litigation(lead, asOf);
    case 'CORRESPONDENCE_ADDRESS':
      return correspondence(lead, asOf);
    case 'RESIDENCE_REGISTRATION':
      return residence(lead, asOf);
    case 'HOUSEHOLD_REGISTRATION':
      return { rank: 5, rule: 'HOUSEHOLD_REGISTRATION', reasons: ['REGISTERED_HOUSEHOLD'] };
    case 'REGISTERED_DOMICILE':
      return { rank: 5, rule: 'REGISTERED_DOMICILE', reasons: ['REGISTERED_SEAT'] };
    case 'STALL_ADDRESS':
    case 'ENTERPRISE_ADDRESS':
    case 'OTHER_ADDRESS':
      return asLead([lead.basis]);
    case 'REGISTERED_PHONE':
    case 'FILED_PHONE':
    case 'LEASE_PHONE':
    case 'SUBSCRIBED_PHONE':
    case 'OTHER_PHONE':
      return asLead(['NOT_AN_ADDRESS_OF_SERVICE']);
  }
}

function litigation({ observedOn }: ContactLead, asOf: string): Judgement {
  if (!withinYear(observedOn, asOf)) return asLead(['OLDER_THAN_A_YEAR']);
  return { rank: 3, rule: 'OTHER_LITIGATION_WITHIN_YEAR', reasons: ['GIVEN_WITHIN_YEAR'] };
}

function correspondence(lead: ContactLead, asOf: string): Judgement {
  const reasons: ContactReason[] = [];
  if (leaseCurrent(lead, asOf)) reasons.push('LEASE_CURRENT');
  if (leaseEndedWithinYear(lead, asOf)) reasons.push('LEASE_ENDED_WITHIN_YEAR');
  if (withinYear(lead.observedOn, asOf)) reasons.push('UPDATED_WITHIN_YEAR');
  if (reasons.length === 0) return asLead(['OLDER_THAN_A_YEAR']);
  return { rank: 4, rule: 'CIVIL_ACTIVITY_WITHIN_YEAR', reasons };
}

/** A lease whose end nobody wrote down is not known to be current. */
function leaseCurrent({ validFrom, validTo }: ContactLead, asOf: string): boolean {
  return validTo !== undefined && validTo >= asOf && (validFrom === undefined || validFrom <= asOf);
}

function leaseEndedWithinYear({ validTo }: ContactLead, asOf: string): boolean {
  return validTo !== undefined && validTo < asOf && withinYear(validTo, asOf);
}

/** A registration without an end is not known to have lapsed, one without a beginning not to be old. */
function residence(lead: ContactLead, asOf: string): Judgement {
  const reasons: ContactReason[] = [];
  if (lead.validTo !== undefined && lead.validTo < asOf) reasons.push('REGISTRATION_LAPSED');
  const since = lead.validFrom ?? lead.observedOn;
  if (since === UNKNOWN_DAY) reasons.push('REGISTERED_SINCE_UNKNOWN');
  else if (!aYearOld(since, asOf)) reasons.push('REGISTERED_UNDER_A_YEAR');
  if (reasons.length > 0) return asLead(reasons);
  return { rank: 5, rule: 'HABITUAL_RESIDENCE', reasons: ['REGISTERED_FOR_A_YEAR'] };
}

function asLead(reasons: ContactReason[]): Judgement {
  return { rank: LEAD_RANK, rule: 'LEAD', reasons };
}
