import { CONTACT_KINDS, PURPOSES } from '../../schema/contract/codes.ts';
import { ASKING_ROLES, ENTRIES_PER_ENVELOPE } from '../../schema/contract/warrant.ts';
import type { AgencyPolicy } from '../kit/agency/agency-policy.ts';

/** The floating-population office answers every purpose the law knows, from its registrations alone. */
export const policy: AgencyPolicy = {
  courts: ['court'],
  roles: ASKING_ROLES,
  purposes: PURPOSES,
  kinds: CONTACT_KINDS,
  bases: ['RESIDENCE_REGISTRATION', 'REGISTERED_PHONE'],
  entries: ENTRIES_PER_ENVELOPE,
};
