import { ID_TYPES, PARTY_TYPES } from './codes.ts';

/** Columns of a court's list that may keep a party from being put to any agency. */
export const INPUT_FIELDS = [
  'party_type',
  'name',
  'id_type',
  'id_number',
  'issuing_state',
  'phone',
] as const;
export type InputField = (typeof INPUT_FIELDS)[number];

/** Why an element of a party is refused: which rule it breaks, never its value. */
export const INPUT_REASONS = [
  'MISSING',
  'UNKNOWN_VALUE',
  'UNKNOWN_TYPE',
  'UNKNOWN_STATE',
  'SCIENTIFIC_NOTATION',
  'FORMULA',
  'APOSTROPHE',
  'WRONG_LENGTH',
  'WRONG_CHARACTERS',
  'WRONG_FORM',
  'UNKNOWN_PROVINCE',
  'WRONG_REGION',
  'NO_SUCH_DATE',
  'DATE_TOO_EARLY',
  'DATE_IN_FUTURE',
  'WRONG_CHECK',
  'NOT_AN_ORGANISATION_CODE',
  'NOT_A_PERSONAL_NUMBER',
  'NOT_A_PHONE',
  'NO_SUCH_NUMBER',
  'CONTROL_CHARACTER',
  'TOO_LONG',
] as const;
export type InputReason = (typeof INPUT_REASONS)[number];

/** What each of them is, in words; the graph and `docs/errors.md` say it. */
export const REASON_MEANINGS: Readonly<Record<InputReason, string>> = {
  MISSING: 'It is empty, and the number that goes with it cannot be read without it.',
  UNKNOWN_VALUE: `It is none of the words of its column: ${PARTY_TYPES.join(', ')}.`,
  UNKNOWN_TYPE: `It is no type of number that is known here: ${ID_TYPES.join(', ')}.`,
  UNKNOWN_STATE: 'It is no code of a state as passports have it (ICAO 9303), such as KOR.',
  SCIENTIFIC_NOTATION:
    'A spreadsheet has made a number such as 3.30782E+17 of it, and its last digits may be gone: type it anew, in a column that is kept as text.',
  FORMULA:
    'A formula of a spreadsheet stands there, such as ="330782": put there what it should show.',
  APOSTROPHE:
    'It begins with an apostrophe, by which a spreadsheet is told to keep text: leave it out.',
  WRONG_LENGTH: 'It has too few or too many characters for its type.',
  WRONG_CHARACTERS: 'It has a character that numbers of its type never have there.',
  WRONG_FORM: 'Its characters stand in no order that its type has.',
  UNKNOWN_PROVINCE: 'Its first two digits are the code of no province.',
  WRONG_REGION:
    'Its first six digits belong to another type: those of Hong Kong, Macao and Taiwan stand in an HMT_PERMIT, and in no RESIDENT_ID.',
  NO_SUCH_DATE: 'The birth date in it is no day of the calendar.',
  DATE_TOO_EARLY: 'The birth date in it lies before 1850.',
  DATE_IN_FUTURE: 'The birth date in it lies after the day as of which is asked.',
  WRONG_CHECK: 'Its last character, the check, does not fit the others: something is mistyped.',
  NOT_AN_ORGANISATION_CODE: 'The party is an organisation, and this is no type that one has.',
  NOT_A_PERSONAL_NUMBER: 'The party is a person, and this is the type of an organisation.',
  NOT_A_PHONE: 'It cannot be read as a telephone number.',
  NO_SUCH_NUMBER: 'It reads as a telephone number, but is none that its country gives out.',
  CONTROL_CHARACTER: 'It holds a control character, such as a tab or a line break.',
  TOO_LONG: 'It has more than 200 characters.',
};
