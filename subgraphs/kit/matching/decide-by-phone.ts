import type { PartyAnswer } from '../../../schema/contract/reply.ts';
import { blockedAnswer, closedAnswer, matchedAnswer } from './answers.ts';
import { blockReason } from './block-reason.ts';
import { fitsByName } from './candidate.ts';
import type { Question } from './question.ts';

/**
 * The register does not hold the asked ID, or none was asked: phone and name must both fit, and
 * fit one person only. Where an ID was asked, rows with another ID are other people.
 */
export function decideByPhone(question: Question): PartyAnswer {
  const { asked, asOf, byPhone } = question;
  const open = byPhone.filter(({ key }) => asked.id === undefined || key === undefined);
  const fits = open.filter(fitsByName);
  if (fits.length === 0) {
    const similar = open.filter(({ name }) => name.verdict === 'SIMILAR');
    return closedAnswer(question, similar.length > 0 ? 'REVIEW' : 'NO_RECORD', similar);
  }
  if (!fitOnePerson(question)) return closedAnswer(question, 'REVIEW', fits);
  const records = fits.map(({ record }) => record);
  const blocked = blockReason(records, asOf, asked);
  return blocked === undefined
    ? matchedAnswer(question, fits, fits)
    : blockedAnswer(question, blocked, fits);
}

/** At most one ID among those who fit, and none when it is not the asked one. */
function fitOnePerson({ asked, byPhone }: Question): boolean {
  const keys = byPhone.filter(fitsByName).flatMap(({ key }) => (key === undefined ? [] : [key]));
  return new Set(keys).size <= (asked.id === undefined ? 1 : 0);
}
