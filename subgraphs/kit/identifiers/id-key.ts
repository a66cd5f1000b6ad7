import type { IdNumber } from '../../../schema/contract/warrant.ts';

/**
 * The one text under which an identifier is indexed and compared: `TYPE:STATE:NUMBER`. The state
 * is empty for all but passports. Takes a normalised identifier, as `parseIdNumber` gives it.
 */
export function idKey({ type, number, issuingState }: IdNumber): string {
  return `${type}:${type === 'PASSPORT' ? (issuingState ?? '') : ''}:${number}`;
}
