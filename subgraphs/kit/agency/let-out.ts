import type { ContactKind } from '../../../schema/contract/codes.ts';
import type { PartyAnswer, Reply } from '../../../schema/contract/reply.ts';
import type { AgencyPolicy } from './agency-policy.ts';

/**
 * What of the answers leaves the agency: contacts of the kinds that were asked for and that its
 * policy gives. `withheld` names each kind that was asked for and is not in it whole, since the court
 * may certify nothing on the absence of what was kept back. What is known of the asked phone's line,
 * and which phones are another's by now, goes with phones and stays with them.
 */
export function letOut(
  answers: readonly PartyAnswer[],
  asked: readonly ContactKind[],
  policy: AgencyPolicy,
): Pick<Reply, 'answers' | 'withheld'> {
  const withheld = new Set(asked.filter((kind) => !policy.kinds.includes(kind)));
  const given = answers.map((answer) => {
    const contacts = answer.contacts.filter(({ kind, basis }) => {
      if (!asked.includes(kind)) return false;
      if (!policy.bases.includes(basis)) withheld.add(kind);
      return policy.kinds.includes(kind) && policy.bases.includes(basis);
    });
    const { line, reassignedPhones, ...rest } = answer;
    const lost = reassignedPhones?.filter(({ basis }) => policy.bases.includes(basis));
    const ofPhones = { ...(line && { line }), ...(lost && { reassignedPhones: lost }) };
    const isTold = asked.includes('PHONE') && policy.kinds.includes('PHONE');
    return { ...rest, contacts, ...(isTold && ofPhones) };
  });
  return withheld.size === 0 ? { answers: given } : { answers: given, withheld: [...withheld] };
}
