import type { ContactBasis, ContactKind } from '../../../schema/contract/codes.ts';
import type { ContactLead } from '../../../schema/contract/reply.ts';

/**
 * Stands in for an unknown day of observation: so old that the entry is a lead and never a current
 * address.
 */
export const UNKNOWN_DAY = '1900-01-01';

/** From which day to which, both included; null where the register does not say. */
type Term = { from: string | null; to: string | null };

/** The contact a register's cell makes: one, or none where the cell is empty. */
export function contactLeadOf(
  kind: ContactKind,
  value: string | null,
  basis: ContactBasis,
  observedOn: string,
  term: Term = { from: null, to: null },
): ContactLead[] {
  if (value === null) return [];
  const lead: ContactLead = { kind, value, basis, observedOn };
  if (term.from !== null) lead.validFrom = term.from;
  if (term.to !== null) lead.validTo = term.to;
  return [lead];
}
