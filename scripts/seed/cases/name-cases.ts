import { accented } from '../names/latin-name.ts';
import { dottedName, withOtherDot } from '../names/minority-name.ts';
import { hanName, longGivenName } from '../names/han-name.ts';
import { COMPOUND_SURNAMES, FAR_CHARACTERS, RARE_SURNAMES, SURNAMES } from '../names/han-tables.ts';
import { homophoneOf, unlikeName } from '../names/near-names.ts';
import { traditionalForm, variantForm } from '../names/variant-forms.ts';
import { draw } from '../base/weighted.ts';
import type { Person } from '../people/person.ts';
import { formerName } from '../people/police-entry.ts';
import { byId } from './asked.ts';
import type { Case, Scene, Stage } from './case.ts';
import { found, nothing } from './truth.ts';

/** One name written in several ways, and names that only look alike. */
export const NAME_CASES: readonly Case[] = [
  { category: 'name_traditional', share: 8, make: (stage) => rewritten(stage, traditionalForm) },
  { category: 'name_variant_character', share: 3, make: (stage) => rewritten(stage, variantForm) },
  { category: 'name_middle_dot', share: 10, make: middleDot },
  { category: 'name_former', share: 4, make: former },
  { category: 'name_homophone', share: 11, make: homophone },
  { category: 'name_latin_accent', share: 2, make: latinAccent },
  { category: 'id_of_another', share: 10, make: idOfAnother },
  { category: 'name_compound_surname', share: 3, make: (stage) => rare(stage, COMPOUND_SURNAMES) },
  { category: 'name_rare_surname', share: 3, make: (stage) => rare(stage, RARE_SURNAMES) },
  { category: 'name_far_character', share: 2, make: farCharacter },
];

/** Both names stand for one person: the court writes one form, the registers hold the other. */
function rewritten(stage: Stage, rewrite: (name: string) => string | undefined): Scene {
  const name = nameWhere(stage, (drawn) => rewrite(drawn) !== undefined);
  const other = rewrite(name) ?? name;
  const [held, written] = stage.random.chance(700) ? [name, other] : [other, name];
  const person = resident(stage, held);
  const asked = byId(person, { name: written });
  return { asked, answer: found(stage.world, person, { flags: ['NAME_VARIANT'] }) };
}

function middleDot(stage: Stage): Scene {
  const person = resident(stage, dottedName(stage.random, 'M'));
  const asked = byId(person, { name: withOtherDot(stage.random, person.name) });
  return { asked, answer: found(stage.world, person) };
}

/** Only the police know the former name; the others are reached by the current one (second hop). */
function former(stage: Stage): Scene {
  const person = resident(stage, hanName(stage.random, 'F'));
  const name = formerName(stage.random, person);
  if (person.police !== undefined) person.police.former_name = name;
  return {
    asked: byId(person, { name }),
    answer: found(stage.world, person, { flags: ['FORMER_NAME'] }),
  };
}

function homophone(stage: Stage): Scene {
  const name = nameWhere(stage, (drawn) => homophoneOf(drawn, 1) !== undefined);
  const person = resident(stage, name);
  const asked = byId(person, { name: homophoneOf(name, person.surnameLength) ?? name });
  return { asked, answer: nothing('NEEDS_REVIEW', 'NAME_SIMILAR') };
}

/** A passport's reader drops accents, a clerk may write one: one edit. */
function latinAccent(stage: Stage): Scene {
  const person = stage.person({ kind: 'passport', plain: true });
  const asked = byId(person, { name: accented(person.name) ?? person.name });
  return { asked, answer: nothing('NEEDS_REVIEW', 'NAME_SIMILAR') };
}

function idOfAnother(stage: Stage): Scene {
  const person = resident(stage, hanName(stage.random, 'M'));
  const asked = byId(person, { name: unlikeName(stage.random, 'F', person.name) });
  return { asked, answer: nothing('NEEDS_REVIEW', 'NAME_MISMATCH') };
}

function rare(stage: Stage, surnames: typeof SURNAMES): Scene {
  const name = draw(stage.random, surnames) + longGivenName(stage.random, 'F');
  return foundAs(stage, name);
}

function farCharacter(stage: Stage): Scene {
  return foundAs(stage, draw(stage.random, SURNAMES) + stage.random.pick(FAR_CHARACTERS));
}

function foundAs(stage: Stage, name: string): Scene {
  const person = resident(stage, name);
  return { asked: byId(person), answer: found(stage.world, person) };
}

function resident(stage: Stage, name: string): Person {
  return stage.person({ kind: 'resident', plain: true, minor: false, name });
}

function nameWhere(stage: Stage, fits: (name: string) => boolean): string {
  for (;;) {
    const name = hanName(stage.random, stage.random.chance(500) ? 'M' : 'F');
    const compound = COMPOUND_SURNAMES.values.some((surname) => name.startsWith(surname));
    if (!compound && fits(name)) return name;
  }
}
