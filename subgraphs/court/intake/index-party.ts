import { idKey } from '../../kit/identifiers/id-key.ts';
import { normaliseName } from '../../kit/names/normalise-name.ts';
import type { Vault } from '../vault/vault.ts';
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
    idIndex: id === undefined ? null : vault.index('id', idKey(id)),
    phoneIndex: phone === undefined ? null : vault.index('phone', phone),
    typedIndex: vault.index('typed', JSON.stringify(typed)),
  };
}
