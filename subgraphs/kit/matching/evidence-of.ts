import type { Outcome } from '../../../schema/contract/codes.ts';
import type { PartyAnswer } from '../../../schema/contract/reply.ts';
import type { AskedParty } from '../../../schema/contract/warrant.ts';
import { strengthOf } from './evidence.ts';
import type { NameFrequencies } from './evidence.ts';

/** Where somebody was found whom the verdicts are about, and who asked has to weigh them. */
const WEIGHED: ReadonlySet<Outcome> = new Set(['MATCHED', 'REVIEW', 'CONFLICT']);

/**
 * The strength of an answer, to spread into it. It follows from the verdicts, which the answer
 * holds anyway, and from how common the *asked* name is, never the held one: so it says nothing of
 * any other person. An organisation's name counts as one that nobody shares.
 */
export function evidenceOf(
  { name, partyType }: AskedParty,
  { outcome, elements }: PartyAnswer,
  frequenciesOf: (name: string | undefined) => NameFrequencies,
): Pick<PartyAnswer, 'evidence'> {
  if (!WEIGHED.has(outcome)) return {};
  const frequencies = frequenciesOf(partyType === 'PERSON' ? name : undefined);
  const evidence = strengthOf(elements, frequencies);
  return evidence.length === 0 ? {} : { evidence };
}
