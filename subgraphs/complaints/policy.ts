import { CONTACT_KINDS, PURPOSES } from '../../schema/contract/codes.ts';
import { ASKING_ROLES, ENTRIES_PER_ENVELOPE } from '../../schema/contract/warrant.ts';
import type { AgencyPolicy } from '../kit/agency/agency-policy.ts';

/** The complaints line gives what a merchant gave it when answering. */
export const policy: AgencyPolicy = {
  courts: ['court'],
  roles: ASKING_ROLES,
  purposes: PURPOSES,
  kinds: CONTACT_KINDS,
  bases: ['CORRESPONDENCE_ADDRESS', 'OTHER_PHONE'],
  entries: ENTRIES_PER_ENVELOPE,
};
