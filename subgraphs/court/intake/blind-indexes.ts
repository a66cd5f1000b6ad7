import type { IdNumber } from '../../../schema/contract/warrant.ts';
import { idKey } from '../../kit/identifiers/id-key.ts';
import type { Vault } from '../vault/vault.ts';
import { comparableAddress } from './comparable-address.ts';

/**
 * Under which label and in which form values are indexed. Parties, clerks and contacts share them:
 * that an index of one equals that of another is all the court can tell.
 */

/** @param id normalised, as `parseIdNumber` gives it */
export function indexId(vault: Vault, id: IdNumber): Buffer {
  return vault.index('id', idKey(id));
}

/** @param e164 as `parsePhone` gives it */
export function indexPhone(vault: Vault, e164: string): Buffer {
  return vault.index('phone', e164);
}

/** @param address as typed */
export function indexAddress(vault: Vault, address: string): Buffer {
  return vault.index('address', comparableAddress(address));
}
