import type { ContactLead, PartyAnswer } from '../../../schema/contract/reply.ts';
import type { AskedParty } from '../../../schema/contract/warrant.ts';
import { idKey } from '../identifiers/id-key.ts';
import { decide } from './decide.ts';
import type { HeldRecord } from './held-record.ts';

/** A party beside what its register answers. */
export type Answered = { asked: AskedParty; answer: PartyAnswer };

/** The phones that answers give and nobody asked about, each once. */
export function newPhones(answered: readonly Answered[]): string[] {
  return [...new Set(answered.flatMap((one) => newOnes(one).map(({ value }) => value)))];
}

/**
 * The answers, in their order, without those new phones that the register itself holds under another
 * person since, which they name apart: in the last hop nobody is asked about them any more, and such a
 * phone is no contact (section 4).
 *
 * @param rows of the parties' ID numbers and of all new phones
 */
export function stillTheirs(
  answered: readonly Answered[],
  rows: readonly HeldRecord[],
  asOf: string,
): PartyAnswer[] {
  const byKey = Map.groupBy(rows, ({ holder }) => holder.id && idKey(holder.id));
  const byPhone = Map.groupBy(rows, ({ phone }) => phone);
  return answered.map((one) => {
    const { asked, answer } = one;
    const own = (asked.id && byKey.get(idKey(asked.id))) ?? [];
    const isLost = ({ value: phone, observedOn: phoneObservedOn }: ContactLead) => {
      const held = [...new Set([...own, ...(byPhone.get(phone) ?? [])])];
      return decide({ ...asked, phone, phoneObservedOn }, held, asOf).phoneReassigned === true;
    };
    const lost = new Set(newOnes(one).filter(isLost));
    if (lost.size === 0) return answer;
    const contacts = answer.contacts.filter((contact) => !lost.has(contact));
    const reassignedPhones = [...lost].map(({ value, basis, observedOn }) => ({
      value,
      basis,
      observedOn,
    }));
    return { ...answer, contacts, reassignedPhones };
  });
}

function newOnes({ asked, answer: { contacts } }: Answered): ContactLead[] {
  return contacts.filter(({ kind, value }) => kind === 'PHONE' && value !== asked.phone);
}
