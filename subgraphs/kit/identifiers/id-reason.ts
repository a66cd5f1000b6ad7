import type { SpreadsheetDamage } from './spreadsheet-damage.ts';

/** Why an identifier was refused: stable codes that say which rule, never the value. */
export type IdReason =
  | SpreadsheetDamage
  | 'MISSING'
  | 'UNKNOWN_TYPE'
  | 'WRONG_LENGTH'
  | 'WRONG_CHARACTERS'
  | 'WRONG_FORM'
  | 'UNKNOWN_PROVINCE'
  | 'WRONG_REGION'
  | 'NO_SUCH_DATE'
  | 'DATE_TOO_EARLY'
  | 'DATE_IN_FUTURE'
  | 'WRONG_CHECK'
  | 'UNKNOWN_STATE';
