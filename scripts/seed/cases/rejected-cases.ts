import { isoOf } from '../base/days.ts';
import { withCheckDigit } from '../identifiers/check-digit.ts';
import type { Person } from '../people/person.ts';
import { byCode, byId, byPhone } from './asked.ts';
import type { Asked, Case, Scene, Stage } from './case.ts';
import { nothing } from './truth.ts';

/** What never reaches an agency (domain.md §2, §3). */
export const REJECTED_CASES: readonly Case[] = [
  { category: 'id_wrong_check_digit', share: 8, make: (stage) => malformed(stage, otherCheck) },
  { category: 'id_transposed', share: 6, make: (stage) => malformed(stage, transposed) },
  { category: 'id_impossible_date', share: 2, make: (stage) => malformed(stage, impossibleDate) },
  { category: 'id_born_in_future', share: 2, make: bornInFuture },
  { category: 'id_no_province', share: 2, make: (stage) => malformed(stage, noProvince) },
  { category: 'id_type_wrong', share: 6, make: typeWrong },
  { category: 'uscc_wrong_check', share: 4, make: usccWrongCheck },
  { category: 'passport_without_state', share: 4, make: withoutState },
  { category: 'phone_too_short', share: 2, make: phoneTooShort },
  { category: 'name_only', share: 8, make: nameOnly },
  { category: 'phone_only', share: 2, make: phoneOnly },
  { category: 'id_15_centenarian', share: 2, make: centenarian },
];

function malformed(stage: Stage, spoil: (number: string) => string): Scene {
  const person = resident(stage);
  return invalid(byId(person, { id_number: spoil(person.identity.number) }));
}

function otherCheck(number: string): string {
  const check = '0123456789X'.indexOf(number.charAt(17));
  return number.slice(0, 17) + '0123456789X'.charAt((check + 3) % 11);
}

/** The first two neighbours from the birth year on that differ change places. */
function transposed(number: string): string {
  for (let at = 8; at < 16; at += 1) {
    const [one, other] = [number.charAt(at), number.charAt(at + 1)];
    if (one !== other) return number.slice(0, at) + other + one + number.slice(at + 2);
  }
  return otherCheck(number);
}

/** 30 February, with the right check digit. */
function impossibleDate(number: string): string {
  return withCheckDigit(`${number.slice(0, 10)}0230${number.slice(14, 17)}`);
}

function noProvince(number: string): string {
  return withCheckDigit(`17${number.slice(2, 17)}`);
}

/** Decades after the as-of date, so that it lies ahead of the day of the run as well. */
function bornInFuture(stage: Stage): Scene {
  const date = isoOf(stage.world.asOf + 20_000).replaceAll('-', '');
  return malformed(stage, (number) =>
    withCheckDigit(number.slice(0, 6) + date + number.slice(14, 17)),
  );
}

/** An enterprise's code where a resident ID is declared; its owner is in the registers. */
function typeWrong(stage: Stage): Scene {
  const person = stage.person({ kind: 'resident', plain: true, minor: false, enterprises: 1 });
  return invalid(byId(person, { id_number: person.enterprises[0]?.uscc ?? '' }));
}

function usccWrongCheck(stage: Stage): Scene {
  const person = stage.stranger({ kind: 'resident', enterprises: 1 });
  const [enterprise] = person.enterprises;
  if (enterprise === undefined) throw new RangeError('an enterprise was wished for');
  const check = enterprise.uscc.endsWith('0') ? '1' : '0';
  return invalid({ ...byCode(enterprise), id_number: enterprise.uscc.slice(0, 17) + check });
}

function withoutState(stage: Stage): Scene {
  return invalid(byId(stage.person({ kind: 'passport' }), { issuing_state: '' }));
}

function phoneTooShort(stage: Stage): Scene {
  const person = stage.person({ kind: 'resident', plain: true, minor: false });
  return invalid(byId(person, { phone: person.phone.slice(0, 9) }));
}

function nameOnly(stage: Stage): Scene {
  return insufficient(byPhone(resident(stage).name, ''));
}

function phoneOnly(stage: Stage): Scene {
  return insufficient(byPhone('', stage.person({ kind: 'resident', plain: true }).phone));
}

/** Sequences 996–999 of the old form were kept for centenarians: the century is not known (§2). */
function centenarian(stage: Stage): Scene {
  const person = resident(stage);
  const { number } = person.identity;
  const legacy = number.slice(0, 6) + number.slice(8, 14) + String(stage.random.between(996, 999));
  const asked = byId(person, { id_number: legacy });
  return { asked, answer: nothing('NEEDS_REVIEW', 'LEGACY_ID') };
}

function resident(stage: Stage): Person {
  return stage.stranger({
    kind: 'resident',
    plain: true,
    minor: false,
    born: -stage.random.between(100, 8_000),
  });
}

function invalid(asked: Asked): Scene {
  return { asked, answer: nothing('REJECTED', 'INVALID_INPUT') };
}

function insufficient(asked: Asked): Scene {
  return { asked, answer: nothing('REJECTED', 'INSUFFICIENT_IDENTIFIERS') };
}
