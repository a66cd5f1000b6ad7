import type { AskedParty } from '../../../schema/contract/warrant.ts';
import { idKey } from '../identifiers/id-key.ts';
import { candidateOf, fitsByName } from './candidate.ts';
import type { Candidate } from './candidate.ts';
import type { HeldRecord } from './held-record.ts';
import { isDeadLine } from './is-dead-line.ts';

/** One asked party beside the rows that could be theirs, newest first. */
export type Question = {
  asked: AskedParty;
  asOf: string;
  /** Rows with the asked ID, with the asked phone or not. */
  byId: Candidate[];
  /** Other rows with the asked phone. */
  byPhone: Candidate[];
};

/** Sorts out the rows; those of the other kind of party, or with neither ID nor phone, drop out. */
export function questionOf(asked: AskedParty, held: readonly HeldRecord[], asOf: string): Question {
  const key = asked.id && idKey(asked.id);
  const candidates = held
    .filter(({ organisation }) => organisation === (asked.partyType === 'ORGANISATION'))
    .map((record) => candidateOf(asked, record))
    .toSorted(newestFirst);
  const isById = (candidate: Candidate) => key !== undefined && candidate.key === key;
  return {
    asked,
    asOf,
    byId: candidates.filter(isById),
    byPhone: candidates.filter(
      (candidate) => candidate.hasPhone && !isById(candidate) && !isGone(asked, candidate),
    ),
  };
}

/** Somebody else's number until it was cancelled: nobody holds it now. */
function isGone(asked: AskedParty, candidate: Candidate): boolean {
  if (!isDeadLine(candidate.record)) return false;
  const isOther = asked.id !== undefined && candidate.key !== undefined;
  return isOther || !fitsByName(candidate);
}

/** By date, then by name, so that an answer does not depend on the order of rows. */
function newestFirst(a: Candidate, b: Candidate): number {
  const [one, other] = [a, b].map(({ record }) => `${record.observedOn}\0${record.holder.name}`);
  if (one === undefined || other === undefined || one === other) return 0;
  return one > other ? -1 : 1;
}
