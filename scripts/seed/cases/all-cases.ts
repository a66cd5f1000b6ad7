import { BLOCKED_CASES } from './blocked-cases.ts';
import type { Case } from './case.ts';
import { DATE_CASES } from './date-cases.ts';
import { NAME_CASES } from './name-cases.ts';
import { NEIGHBOUR_CASES } from './neighbour-cases.ts';
import { ORGANISATION_CASES } from './organisation-cases.ts';
import { PHONE_CASES } from './phone-cases.ts';
import { PLAIN_CASES } from './plain-cases.ts';
import { REGISTER_CASES } from './register-cases.ts';
import { REJECTED_CASES } from './rejected-cases.ts';

/** Every category that a list may hold. */
export const ALL_CASES: readonly Case[] = [
  ...PLAIN_CASES,
  ...NAME_CASES,
  ...REJECTED_CASES,
  ...BLOCKED_CASES,
  ...PHONE_CASES,
  ...REGISTER_CASES,
  ...DATE_CASES,
  ...NEIGHBOUR_CASES,
  ...ORGANISATION_CASES,
];
