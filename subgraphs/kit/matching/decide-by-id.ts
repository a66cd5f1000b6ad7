import type { PartyAnswer } from '../../../schema/contract/reply.ts';
import { compareNames } from '../names/compare-names.ts';
import { blockedAnswer, closedAnswer, matchedAnswer } from './answers.ts';
import { bestName } from './best-name.ts';
import { blockReason } from './block-reason.ts';
import { fitsByName, hasName } from './candidate.ts';
import type { Candidate } from './candidate.ts';
import type { Question } from './question.ts';

/**
 * The register holds the asked ID: its rows decide, and the name says how surely. Where a person
 * has confirmed that the ID's holder is the party, the name says nothing more.
 */
export function decideById(question: Question): PartyAnswer {
  const { asked, asOf, byId } = question;
  const confirmed = asked.nameConfirmed === true;
  if (!confirmed && bestName(byId).verdict === 'MISMATCH') {
    return closedAnswer(question, 'CONFLICT', byId);
  }
  const own = confirmed ? byId : ownRows(question);
  const records = own.map(({ record }) => record);
  const blocked = blockReason(records, asOf, asked);
  if (blocked !== undefined) return blockedAnswer(question, blocked, own);
  return isSurely(question)
    ? matchedAnswer(question, own, confirmed ? own : own.filter(isTold))
    : closedAnswer(question, 'REVIEW', byId);
}

function ownRows(question: Question): Candidate[] {
  return [...question.byId, ...joinedByPhone(question)].filter(
    ({ name }) => name.verdict !== 'MISMATCH',
  );
}

/** Rows without an ID that fit by phone and name, unless a namesake with another ID holds the phone. */
function joinedByPhone({ byId, byPhone }: Question): Candidate[] {
  if (!byId.some(fitsByName)) return [];
  const fits = byPhone.filter(fitsByName);
  return fits.some(({ key }) => key !== undefined) ? [] : fits;
}

function isSurely({ asked, byId }: Question): boolean {
  if (asked.nameConfirmed === true) return nameOnePerson(byId);
  const { verdict } = bestName(byId);
  if (verdict === 'NOT_ASKED') return nameOnePerson(byId);
  // the code of an organisation is public and names it alone; a number of a person can be mistyped
  if (verdict === 'NOT_HELD') return asked.partyType === 'ORGANISATION';
  return verdict !== 'SIMILAR';
}

/** A row whose own name is similar only gives nothing, though another row with the ID fits. */
function isTold(candidate: Candidate): boolean {
  return candidate.name.verdict !== 'SIMILAR';
}

/** Where no name counts, rows of one ID must at least agree among themselves. */
function nameOnePerson(candidates: readonly Candidate[]): boolean {
  const holders = candidates.map(({ record }) => record.holder).filter(hasName);
  const [first, ...rest] = holders;
  return rest.every(
    (holder) =>
      first !== undefined &&
      (isSame(compareNames(first.name, holder)) || isSame(compareNames(holder.name, first))),
  );
}

function isSame({ verdict }: { verdict: string }): boolean {
  return verdict === 'MATCH' || verdict === 'VARIANT';
}
