import type { PartyAnswer } from '../../../schema/contract/reply.ts';
import type { AskedParty, IdNumber } from '../../../schema/contract/warrant.ts';
import { compareText } from './compare-text.ts';
import { discoveredPhones } from './discovered-phones.ts';
import { matchesOf } from './finding.ts';
import type { Finding } from './finding.ts';
import { knownIds } from './known-ids.ts';
import { UNKNOWN_DAY } from '../../kit/register/contact-lead-of.ts';
import type { FollowUp } from './settlement.ts';

type AskedPhone = Pick<AskedParty, 'phone' | 'phoneObservedOn'>;

/** Phones put to the agencies again at most; the others are given as what nobody was asked about. */
export const PHONES_FOLLOWED = 8;

/**
 * What the first hop discovered about a party, put so that every agency can verify it (section 4).
 * Undefined when there is nothing new, or when a doubt is open that nothing new could resolve.
 *
 * Each question carries the ID number (given or discovered), one phone and one name. Where the
 * police gave a current name, the name given by the court is asked as well: a register that holds
 * the old one is no less right. The phone given by the court always comes first, so that a second
 * answer covers all that the first did. An organisation is asked again for its code alone, where name
 * and phone brought it: registers that know organisations by nothing else could not answer before.
 */
export function followUp(asked: AskedParty, findings: readonly Finding[]): FollowUp | undefined {
  const matches = matchesOf(findings);
  const outcomes = new Set(findings.map(({ outcome }) => outcome));
  if (matches.length === 0) return undefined;
  const [id, ...others] = knownIds(asked, matches);
  if (others.length > 0 || outcomes.has('BLOCKED')) return undefined;
  const idIsNew = asked.id === undefined && id !== undefined;
  if (asked.partyType === 'ORGANISATION' && !idIsNew) return undefined;
  const names = namesOf(asked, matches);
  const phones = phonesOf(asked, matches);
  const inDoubt = outcomes.has('REVIEW') || outcomes.has('CONFLICT');
  const news = names.length > 1 || idIsNew;
  if (!news && (inDoubt || discoveredPhones(matches).size === 0)) return undefined;
  return { questions: questionsOf(asked, id, names, phones) };
}

function questionsOf(
  { ref, caseNo, partyType, nameConfirmed, protectionLifted }: AskedParty,
  id: IdNumber | undefined,
  names: readonly string[],
  phones: readonly AskedPhone[],
): AskedParty[] {
  return atLeastOne(phones)
    .flatMap((phone) =>
      atLeastOne(names).map((name) => ({ ...(name && { name }), ...(id && { id }), ...phone })),
    )
    .map((known) => ({
      ...known,
      ...(nameConfirmed && { nameConfirmed }),
      ...(protectionLifted && { protectionLifted }),
    }))
    .map((known, index) => ({ ref: `${ref}-${String(index + 1)}`, caseNo, partyType, ...known }));
}

function namesOf(asked: AskedParty, matches: readonly PartyAnswer[]): string[] {
  const current = matches.flatMap((match) => match.discovered?.currentName ?? []).sort(compareText);
  return [...new Set([...current, ...(asked.name === undefined ? [] : [asked.name])])];
}

/**
 * The given phone, then the discovered ones, newest first. Of a given one that no register has linked
 * to the party yet any other holder counts: the second hop may link it, and there is no third.
 */
function phonesOf(asked: AskedParty, matches: readonly PartyAnswer[]): AskedPhone[] {
  const discovered = discoveredPhones(matches);
  const newest = [...discovered].sort(
    ([a, seenA], [b, seenB]) => compareText(seenB, seenA) || compareText(a, b),
  );
  const given = asked.phone === undefined ? [] : [asked.phone];
  const phones = [...new Set([...given, ...newest.map(([phone]) => phone)])];
  return phones
    .slice(0, PHONES_FOLLOWED)
    .map((phone) => ({ phone, phoneObservedOn: discovered.get(phone) ?? UNKNOWN_DAY }));
}

function atLeastOne<T>(values: readonly T[]): readonly (T | undefined)[] {
  return values.length > 0 ? values : [undefined];
}
