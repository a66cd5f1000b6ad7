import { isoOf } from '../base/days.ts';
import type { Answer, Contact } from '../cases/case.ts';
import { mobile } from '../identifiers/phone.ts';
import { lineRow } from './line-row.ts';
import type { Kind, Subject, Twist } from './overlay.ts';

/** What has become of the party's number. */
export const LINE_KINDS: readonly Kind[] = [
  { category: 'dead_line', twist: dead },
  { category: 'line_reassigned', twist: reassigned },
  { category: 'line_suspended', twist: suspended },
  { category: 'line_ported', twist: ported },
  { category: 'line_new_phone', twist: newPhone },
  { category: 'line_of_another_before', twist: ofAnother },
];

/** What has become of the number of somebody whom no other register holds. */
export const UNKNOWN_KINDS: readonly Kind[] = [{ category: 'dead_line_only', twist: deadOnly }];

/** Some register surely gives the number in use, so its fate shows. */
export function givesPhone({ person, played }: Subject): boolean {
  return played.answer.required.some(([, value]) => value === person.phone);
}

function dead(subject: Subject): Twist | undefined {
  const { world, random, person, played } = subject;
  if (!givesPhone(subject)) return undefined;
  const nobody = { id_type: '', id_number: '', issuing_state: '', name: '' };
  const gone = { ...nobody, status: 'NOT_EXIST', assigned_on: '', last_active_on: '' };
  const change = random.chance(300)
    ? gone
    : { status: 'CANCELLED', last_active_on: isoOf(world.asOf - random.between(90, 900)) };
  return {
    lines: [lineRow(world, random, person, change)],
    answer: without(played.answer, person.phone, 'PHONE_DEAD'),
  };
}

/** In service under somebody else since yesterday, later than any register saw the party with it. */
function reassigned(subject: Subject): Twist | undefined {
  const { world, random, person, played } = subject;
  if (!givesPhone(subject)) return undefined;
  const yesterday = isoOf(world.asOf - 1);
  const change = { phone: person.phone, assigned_on: yesterday, last_active_on: yesterday };
  const holder = lineRow(world, random, subject.stranger(), change);
  const before = lineRow(world, random, person, { status: 'CANCELLED' });
  return {
    lines: random.chance(500) ? [before, holder] : [holder],
    answer: without(played.answer, person.phone, 'PHONE_REASSIGNED'),
  };
}

function suspended(subject: Subject): Twist | undefined {
  const { world, random, person, played } = subject;
  if (!givesPhone(subject)) return undefined;
  return {
    lines: [lineRow(world, random, person, { status: 'SUSPENDED' })],
    answer: played.answer,
  };
}

function ported(subject: Subject): Twist | undefined {
  const { world, random, person, played } = subject;
  if (!givesPhone(subject)) return undefined;
  const change = isoOf(world.asOf - random.between(100, 900));
  return {
    lines: [
      lineRow(world, random, person, { status: 'CANCELLED', last_active_on: change }),
      lineRow(world, random, person, { operator: 'CTCC', assigned_on: change }),
    ],
    answer: played.answer,
  };
}

/** In the name of somebody else since before any register saw the party with it: lent, not lost. */
function ofAnother(subject: Subject): Twist | undefined {
  const { world, random, person, played } = subject;
  if (!givesPhone(subject)) return undefined;
  const holder = lineRow(world, random, subject.stranger(), { phone: person.phone });
  return { lines: [holder], answer: played.answer };
}

/** The operators remember a number of the party's, under which nobody is reached. */
function deadOnly({ world, random, person, played }: Subject): Twist {
  const { name, id_type, id_number, issuing_state } = played.asked;
  const known = { name, id_type, id_number, issuing_state };
  const lines = [lineRow(world, random, person, { ...known, status: 'CANCELLED' })];
  return { lines, answer: played.answer };
}

/** A second number that no other register has. */
function newPhone({ world, random, person, played }: Subject): Twist {
  const phone = mobile(person.index * 8 + 4, world.seed);
  const lines = [lineRow(world, random, person, { phone })];
  return { lines, answer: plus(played.answer, ['PHONE', phone]) };
}

function without(answer: Answer, phone: string, flag: string): Answer {
  const kept = ([, value]: Contact) => value !== phone;
  const { required, allowed } = answer;
  const left = { required: required.filter(kept), allowed: allowed.filter(kept) };
  return { ...answer, ...left, flags: [...answer.flags, flag] };
}

/** The answer with one more contact that must come. */
export function plus(answer: Answer, contact: Contact): Answer {
  const { required, allowed } = answer;
  return { ...answer, required: [...required, contact], allowed: [...allowed, contact] };
}
