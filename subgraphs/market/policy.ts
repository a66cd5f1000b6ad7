import { CONTACT_KINDS, PURPOSES } from '../../schema/contract/codes.ts';
import { ASKING_ROLES, ENTRIES_PER_ENVELOPE } from '../../schema/contract/warrant.ts';
import type { AgencyPolicy } from '../kit/agency/agency-policy.ts';

/** Market supervision gives what an enterprise has filed, of it and of who represents it. */
export const policy: AgencyPolicy = {
  courts: ['court'],
  roles: ASKING_ROLES,
  purposes: PURPOSES,
  kinds: CONTACT_KINDS,
  bases: ['REGISTERED_DOMICILE', 'ENTERPRISE_ADDRESS', 'FILED_PHONE'],
  entries: ENTRIES_PER_ENVELOPE,
};
