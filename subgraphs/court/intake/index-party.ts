import { normaliseName } from '../../kit/names/normalise-name.ts';
import type { Vault } from '../vault/vault.ts';
import { indexAddress, indexId, indexPhone } from './blind-indexes.ts';
import { comparableAddress } from './comparable-address.ts';
import { screenParty } from './screen-party.ts';
import type { TypedParty } from './typed-party.ts';

/** A day after any birth date that a number could hold; an index does not depend on the day. */
const ANY_DAY = '9999-12-31';

/** Blind indexes of a party's elements, and of all that was typed. */
export function indexParty(vault: Vault, typed: TypedParty) {
  const screened = screenParty(typed, ANY_DAY);
  const { name, id, phone } = 'ask' in screened ? screened.ask : {};
  return {
    nameIndex: name === undefined ? null : vault.index('name', normaliseName(name)),
    idIndex: id === undefined ? null : indexId(vault, id),
    phoneIndex: phone === undefined ? null : indexPhone(vault, phone),
    addressIndex: addressIndexOf(vault, typed.lastKnownAddress),
    typedIndex: vault.index('typed', JSON.stringify(typed)),
  };
}

/** Of whatever address was typed, also where the party cannot be asked about. */
function addressIndexOf(vault: Vault, address: string): Buffer | null {
  return comparableAddress(address) === '' ? null : indexAddress(vault, address);
}
