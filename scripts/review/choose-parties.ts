import type { Narrowed } from './options.ts';
import type { PartyStatus, RepairNow } from './shapes.ts';

/** The parties that references name, and the references that name none, or more than one. */
export type Chosen = {
  chosen: ReadonlyMap<string, RepairNow>;
  absent: readonly string[];
  /** For people, a line each. */
  unclear: readonly string[];
};

/** @param candidates those about whom something is to be decided, each reference once a case */
export function chooseParties(refs: readonly string[], candidates: readonly RepairNow[]): Chosen {
  const chosen = new Map<string, RepairNow>();
  const [absent, unclear]: [string[], string[]] = [[], []];
  for (const ref of refs) {
    const [first, ...others] = candidates.filter(({ partyRef }) => partyRef === ref);
    if (first === undefined) absent.push(ref);
    else if (others.length === 0) chosen.set(ref, first);
    else unclear.push(unclearLine(ref, [first, ...others]));
  }
  return { chosen, absent, unclear };
}

function unclearLine(ref: string, parties: readonly RepairNow[]): string {
  const cases = parties.map(({ caseNo }) => caseNo).join(', ');
  return `${ref} stands in more than one case: ${cases}. Say which with --case CASE_NO.`;
}

/**
 * Why nothing is to be decided about a reference, for people.
 *
 * @param known how the parties stand that go by it, in all cases that whoever asks may see
 * @param needed what they would have to be, such as `waits for a decision`
 */
export function absentLine(
  ref: string,
  known: readonly PartyStatus[],
  { caseNo, list, needed }: Narrowed & { needed: string },
): string {
  const parties = known.filter(({ partyRef }) => partyRef === ref);
  if (parties.length === 0)
    return `You may see no party ${ref}. Without flags, npm run review lists who waits for a decision.`;
  const here = parties.filter((one) => caseNo === undefined || one.caseNo === caseNo);
  if (here.length === 0)
    return `${ref} is no party of ${caseNo ?? ''}, but of ${parties.map((one) => one.caseNo).join(', ')}.`;
  const stands = here.map((one) => `${one.status} in ${one.caseNo}`).join(', ');
  return `No party ${ref}${list === undefined ? '' : ' of that list'} ${needed}: ${stands}.`;
}
