import { CONTACT_BASES, CONTACT_KINDS, PURPOSES } from '../../../schema/contract/codes.ts';
import { ASKING_ROLES, ENTRIES_PER_ENVELOPE } from '../../../schema/contract/warrant.ts';
import type { AgencyPolicy } from './agency-policy.ts';

/** For tests: a policy that allows one court everything but for what `change` says. */
export function toyPolicy(change: Partial<AgencyPolicy> = {}): AgencyPolicy {
  return {
    ...{ courts: ['court'], roles: ASKING_ROLES, purposes: PURPOSES, kinds: CONTACT_KINDS },
    ...{ bases: CONTACT_BASES, entries: ENTRIES_PER_ENVELOPE },
    ...change,
  };
}
