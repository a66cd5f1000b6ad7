import type { AskedParty } from '../../../schema/contract/warrant.ts';
import { compareText } from './compare-text.ts';
import { isDead } from './line-findings.ts';
import type { LineFindings } from './line-findings.ts';
import type { SourcedLead } from './ranked-contact.ts';
import type { LeftOutPhone, PhoneFlag } from './settlement.ts';

type Missed = { reassigned: ReadonlySet<string>; lines: Pick<LineFindings, 'dead'> };

/**
 * The phones that are missed among the contacts, each with the flag that says why: by flag, and the one
 * that the court asked with first. Two flags may stand for one phone.
 */
export function flaggedPhones(
  asked: Pick<AskedParty, 'phone'>,
  leads: readonly SourcedLead[],
  { reassigned, lines }: Missed,
): LeftOutPhone[] {
  const own = (phone: string) => phone === asked.phone;
  const flagged = (phones: ReadonlySet<string>, flag: PhoneFlag): LeftOutPhone[] =>
    [...phones]
      .sort((a, b) => Number(own(b)) - Number(own(a)) || compareText(a, b))
      .map((phone) => ({ phone, flag, asked: own(phone) }));
  return [
    ...flagged(reassigned, 'PHONE_REASSIGNED'),
    ...flagged(missedDead(asked, leads, lines), 'PHONE_DEAD'),
  ];
}

/**
 * The dead lines that the court knows or that some register would have given as a contact. A number
 * that its operator alone remembers is missed by nobody.
 */
function missedDead(
  asked: Pick<AskedParty, 'phone'>,
  leads: readonly SourcedLead[],
  { dead }: Pick<LineFindings, 'dead'>,
): Set<string> {
  const alive = leads.filter(({ lineState = 'UNKNOWN' }) => !isDead(lineState));
  const known = [asked.phone, ...alive.map(({ value }) => value)];
  return new Set(known.flatMap((phone) => (phone !== undefined && dead.has(phone) ? [phone] : [])));
}
