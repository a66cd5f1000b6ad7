import type {
  ContactBasis,
  ContactKind,
  Purpose,
  RefusalCode,
} from '../../../schema/contract/codes.ts';
import type { AskingRole, Warrant } from '../../../schema/contract/warrant.ts';

/**
 * Whom an agency answers and what it lets out, as data; it is the agency's own, and it enforces it
 * by itself whatever court and hub allow. What is not listed is not given.
 */
export type AgencyPolicy = {
  /** Codes of the courts whose warrants it answers; their keys must be pinned as well. */
  courts: readonly string[];
  /** As what the person at the court may ask. */
  roles: readonly AskingRole[];
  purposes: readonly Purpose[];
  /** Kinds of contact it gives; the reply names another that was asked for, and answers the rest. */
  kinds: readonly ContactKind[];
  /** Entries of its register that it gives. One of any other basis never leaves, whoever asks. */
  bases: readonly ContactBasis[];
  /** Entries one envelope may carry. */
  entries: number;
};

/** Why this policy refuses a warrant as a whole; undefined when it does not. */
export function refusedByPolicy(policy: AgencyPolicy, warrant: Warrant): RefusalCode | undefined {
  if (!policy.courts.includes(warrant.iss)) return 'COURT_NOT_ALLOWED';
  if (!policy.roles.includes(warrant.role)) return 'ROLE_NOT_ALLOWED';
  if (!policy.purposes.includes(warrant.purpose)) return 'PURPOSE_NOT_ALLOWED';
  if (warrant.parties.length > policy.entries) return 'TOO_MANY_PARTIES';
  return undefined;
}
