import type { Answer } from '../cases/case.ts';
import { complaintRow } from './complaint-row.ts';
import { givesPhone, plus } from './line-kinds.ts';
import type { Kind, Subject, Twist } from './overlay.ts';

/** How the party was reached when it answered a complaint, and how long ago. */
export const COMPLAINT_KINDS: readonly Kind[] = [
  { category: 'complaint_contact', twist: (subject) => ofPerson(subject, [5, 300]) },
  { category: 'complaint_365_days', twist: (subject) => ofPerson(subject, [365, 365]) },
  { category: 'complaint_366_days', twist: (subject) => ofPerson(subject, [366, 366]) },
  { category: 'complaint_old', twist: (subject) => ofPerson(subject, [400, 900]) },
];

/** The same of an enterprise. */
export const ORGANISATION_KINDS: readonly Kind[] = [
  { category: 'complaint_organisation', twist: ofOrganisation },
];

function ofPerson(subject: Subject, [least, most]: [number, number]): Twist {
  const { world, random, person, played } = subject;
  const ago = random.between(least, most);
  const phone = givesPhone(subject) ? person.phone : '';
  const row = complaintRow(world, random, person, ago, { phone });
  const answer = reachedBy(played.answer, row.service_address, ago, person.stalls.length === 0);
  return { complaints: [row], answer };
}

/** By the code alone: whoever answered is nobody the court asks about. */
function ofOrganisation(subject: Subject): Twist {
  const { world, random, person, played } = subject;
  const ago = random.between(5, 900);
  const change = { uscc: played.asked.id_number, phone: '', merchant_name: '经办人' };
  const nobody = { merchant_id_type: '', merchant_id_number: '', merchant_issuing_state: '' };
  const row = complaintRow(world, random, person, ago, { ...change, ...nobody });
  const stalls = person.stalls.filter(({ uscc }) => uscc === change.uscc);
  return {
    complaints: [row],
    answer: reachedBy(played.answer, row.service_address, ago, stalls.length === 0),
  };
}

/** §6: within a year before every registered address; beside a stall's the newer goes first. */
function reachedBy(answer: Answer, address: string, ago: number, isOnly: boolean): Answer {
  const reached = plus(answer, ['ADDRESS', address]);
  if (ago > 365) return reached;
  const { best: _best, ...open } = reached;
  return isOnly ? { ...open, best: address } : open;
}
