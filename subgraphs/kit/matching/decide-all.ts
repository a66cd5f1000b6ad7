import type { PartyAnswer } from '../../../schema/contract/reply.ts';
import type { AskedParty } from '../../../schema/contract/warrant.ts';
import { idKey } from '../identifiers/id-key.ts';
import { decide } from './decide.ts';
import { evidenceOf } from './evidence-of.ts';
import type { NameFrequencies } from './evidence.ts';
import type { HeldRecord } from './held-record.ts';
import { whatUnreadSays } from './what-unread-says.ts';

/**
 * Answers every party of an inquiry, in their order, from the rows that one look-up of all their
 * IDs and phones found. Each answer is what `decide` gives for that party's own rows, and, where it
 * is told how common names are, how strongly that speaks.
 */
export function decideAll(
  asked: readonly AskedParty[],
  rows: readonly HeldRecord[],
  asOf: string,
  frequenciesOf?: (name: string | undefined) => NameFrequencies,
): PartyAnswer[] {
  const byKey = Map.groupBy(rows, ({ holder }) => holder.id && idKey(holder.id));
  const byPhone = Map.groupBy(rows, ({ phone }) => phone);
  return asked.map((party) => {
    const withId = (party.id && byKey.get(idKey(party.id))) ?? [];
    const withPhone = (party.phone !== undefined && byPhone.get(party.phone)) || [];
    const saying = withPhone.flatMap((row) => whatUnreadSays(party, row));
    const answer = decide(party, [...new Set([...withId, ...saying])], asOf);
    if (frequenciesOf === undefined) return answer;
    return { ...answer, ...evidenceOf(party, answer, frequenciesOf) };
  });
}
