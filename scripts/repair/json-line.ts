import { shownValue } from './shown-value.ts';
import type { Repair } from './repair-shape.ts';
import type { Verification } from './verify-list.ts';

/** One party's result as a line of JSON; `value` only where it was revealed. */
export function jsonLine(repair: Repair, values: ReadonlyMap<string, string>): string {
  const { partyRef, caseNo, status, flags, problems, leftOut } = repair;
  const agencies = Object.fromEntries(
    repair.agencies.map(({ agency, status, outcome, elements, nameReason, evidence }) => [
      agency,
      { status, outcome, elements, nameReason, evidence },
    ]),
  );
  const contacts = repair.contacts.map(({ id, ...shown }) => {
    const value = values.get(id);
    return value === undefined ? shown : { ...shown, value: shownValue(shown.kind, value) };
  });
  return JSON.stringify({ partyRef, caseNo, status, flags, problems, agencies, contacts, leftOut });
}

/** One party's verification as a line of JSON. */
export function verificationLine(verification: Verification): string {
  const { partyRef, caseNo, flags, problems } = verification;
  const agencies = Object.fromEntries(
    verification.agencies.map(({ agency, status, elements }) => [agency, { status, elements }]),
  );
  return JSON.stringify({ partyRef, caseNo, flags, problems, agencies });
}
