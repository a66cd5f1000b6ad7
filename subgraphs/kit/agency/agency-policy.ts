import { CONTACT_KINDS, PURPOSES } from '../../../schema/contract/codes.ts';
import type { ContactKind, Purpose, RefusalCode } from '../../../schema/contract/codes.ts';
import { ENTRIES_PER_ENVELOPE } from '../../../schema/contract/warrant.ts';
import type { Warrant } from '../../../schema/contract/warrant.ts';

/** What an agency lets out, as data; it is the agency's own and it enforces it by itself. */
export type AgencyPolicy = {
  purposes: readonly Purpose[];
  kinds: readonly ContactKind[];
  /** Entries one envelope may carry. */
  entries: number;
};

export const DEFAULT_POLICY: AgencyPolicy = {
  purposes: PURPOSES,
  kinds: CONTACT_KINDS,
  entries: ENTRIES_PER_ENVELOPE,
};

/** Why this policy refuses a warrant as a whole; undefined when it does not. */
export function refusedByPolicy(policy: AgencyPolicy, warrant: Warrant): RefusalCode | undefined {
  if (!policy.purposes.includes(warrant.purpose)) return 'PURPOSE_NOT_ALLOWED';
  if (warrant.parties.length > policy.entries) return 'TOO_MANY_PARTIES';
  return undefined;
}
