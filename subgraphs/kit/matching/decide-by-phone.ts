import type { PartyAnswer } from '../../../schema/contract/reply.ts';
import { blockedAnswer, closedAnswer, matchedAnswer } from './answers.ts';
import { blockReason } from './block-reason.ts';
import { fitsByName } from './candidate.ts';
import type { Candidate } from './candidate.ts';
import type { Question } from './question.ts';

/**
 * The register does not hold the asked ID, or none was asked: phone and name must both fit, and
 * fit one person only. Where an ID was asked, rows with another ID are other people; and a row that
 * may be another's says nothing, since it would outweigh a register that holds the ID.
 */
export function decideByPhone(question: Question): PartyAnswer {
  const { asked, asOf, byPhone } = question;
  const open = byPhone.filter(({ key }) => asked.id === undefined || key === undefined);
  const fits = open.filter(fitsByName);
  if (fits.length === 0) {
    return doubtful(
      question,
      open.filter(({ name }) => name.verdict === 'SIMILAR'),
    );
  }
  if (!fitOnePerson(question)) return doubtful(question, fits);
  const records = fits.map(({ record }) => record);
  const blocked = blockReason(records, asOf, asked);
  return blocked === undefined
    ? matchedAnswer(question, fits, fits)
    : blockedAnswer(question, blocked, fits);
}

/** Without an ID a human has to look; with one, the phone is somebody else's here. */
function doubtful(question: Question, rows: readonly Candidate[]): PartyAnswer {
  return question.asked.id === undefined && rows.length > 0
    ? closedAnswer(question, 'REVIEW', rows)
    : closedAnswer(question, 'NO_RECORD');
}

/** At most one ID among those who fit, and none when it is not the asked one. */
function fitOnePerson({ asked, byPhone }: Question): boolean {
  const keys = byPhone.filter(fitsByName).flatMap(({ key }) => (key === undefined ? [] : [key]));
  return new Set(keys).size <= (asked.id === undefined ? 1 : 0);
}
