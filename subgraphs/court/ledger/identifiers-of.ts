import { parseIdNumber } from '../../kit/identifiers/parse-id-number.ts';
import { parsePhone } from '../../kit/identifiers/parse-phone.ts';
import type { LookedUp } from '../../kit/ledger/service-ledger.ts';
import type { TypedParty } from '../intake/typed-party.ts';

/** A day after any birth date that a number could hold; who somebody is does not depend on the day. */
const ANY_DAY = '9999-12-31';

/** By what the ledger names a party, whether or not the party can be put to agencies. */
export function identifiersOf(typed: TypedParty): LookedUp {
  const { idType: type, idNumber: number, issuingState } = typed;
  const id = parseIdNumber({ type, number, issuingState }, { asOf: ANY_DAY });
  const phone = parsePhone(typed.phone);
  return { id: id.ok ? id.id : undefined, phone: phone.ok ? phone.e164 : undefined };
}
