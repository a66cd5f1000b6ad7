import { fitsByName } from './candidate.ts';
import type { Candidate } from './candidate.ts';
import type { Question } from './question.ts';

/**
 * Whether the register holds the asked phone under another person, in a row newer than the court's
 * link of the phone to the party and than any row of the party's own that has it. An organisation's
 * phone is filed by people and is never taken as reassigned.
 */
export function isPhoneReassigned({ asked, byId, byPhone }: Question): boolean {
  if (asked.phoneObservedOn === undefined || asked.partyType === 'ORGANISATION') return false;
  const isAnother = ({ key, name }: Candidate) =>
    key !== undefined && asked.id !== undefined ? true : name.verdict === 'MISMATCH';
  const own = [
    ...byId.filter(({ hasPhone }) => hasPhone),
    ...byPhone.filter((candidate) => fitsByName(candidate) && !isAnother(candidate)),
  ];
  const since = [asked.phoneObservedOn, ...own.map(({ record }) => record.observedOn)].toSorted();
  const last = since.at(-1) ?? asked.phoneObservedOn;
  return byPhone.some((candidate) => isAnother(candidate) && candidate.record.observedOn > last);
}
