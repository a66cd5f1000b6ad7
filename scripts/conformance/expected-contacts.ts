import { CONTACT_KINDS } from '../../schema/contract/codes.ts';
import type { ContactKind } from '../../schema/contract/codes.ts';
import type { ContactLead } from '../../schema/contract/reply.ts';
import type { DecisionCase, HeldPerson } from './vector-files.ts';

/** The contacts that an answer must give, of the kinds asked for: those and no others. */
export function expectedContacts(
  { gives }: Pick<DecisionCase, 'gives'>,
  register: readonly HeldPerson[],
  kinds: readonly ContactKind[] = CONTACT_KINDS,
): ContactLead[] {
  return register
    .filter(({ key }) => gives.includes(key))
    .flatMap(({ contacts }) => contacts)
    .filter(({ kind }) => kinds.includes(kind));
}
