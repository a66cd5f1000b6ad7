type Named = { caseNo: string; partyRef: string };

/**
 * How the parties of one list are told apart: by their reference, and by their case where a reference
 * stands in several.
 */
export function partyNames(parties: readonly Named[]): (party: Named) => string {
  const cases = new Map<string, Set<string>>();
  for (const { caseNo, partyRef } of parties)
    cases.set(partyRef, (cases.get(partyRef) ?? new Set()).add(caseNo));
  return ({ caseNo, partyRef }) =>
    (cases.get(partyRef)?.size ?? 0) > 1 ? `${caseNo} ${partyRef}` : partyRef;
}
