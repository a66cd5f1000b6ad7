import type { ElementVerdict } from '../../../schema/contract/codes.ts';
import type { Elements, Evidence } from '../../../schema/contract/reply.ts';

/** How often a name stands in the agency's own register. */
export type NameFrequencies = {
  /** Rows that name a person; 0 where names were never counted. */
  population: number;
  /** Of them with the party's surname; for a name of one part, with that. */
  surnameCount: number;
  /** Of them with the party's given name, whatever the surname; absent for a name of one part. */
  givenNameCount?: number;
};

type Chance = { m: number; u: number };

/**
 * Chances of each verdict among records of one and the same person (m). Settings of the project,
 * to be replaced by estimates from decided reviews: names are mostly typed right, one in twenty in
 * another form; an ID number is right when it stands at all; three phones in ten are not, or no
 * longer, the one in the register.
 */
const M = {
  name: { MATCH: 0.92, VARIANT: 0.05, SIMILAR: 0.02, MISMATCH: 0.01 },
  idNumber: { MATCH: 0.98 },
  phone: { MATCH: 0.7, MISMATCH: 0.1 },
} as const;

/** A folded or former name opens the door to this many more names than the typed one alone. */
const VARIANT_BREADTH = 2;
/** Homophones and neighbours by one edit of a given name: as many other given names. */
const SIMILAR_BREADTH = 30;
/** A household or a shop shares a number: people whom one phone reaches, on average. */
const PEOPLE_PER_PHONE = 1.5;
/**
 * Imagined people among whom each surname and each given name stands once, added to the register:
 * from few people nobody can tell how rare a name is, and from none it is worth 13 bits.
 */
const IMAGINED = 100;
/** ID numbers and phones are given out nationwide, so a small register does not share them more. */
const FEWEST_PEOPLE = 1000;
/** That a number taken at random from a court's list stands under somebody else in a register. */
const PHONE_HELD_BY_STRANGER = 0.3;

/**
 * Strength of an answer in bits, element by element: log2(m/u) by the model of Fellegi and Sunter
 * (1969), where u is the chance of the same verdict with a stranger. For names it comes from how
 * common surname and given name are in the register, so a rare name weighs more than 张伟. Elements
 * that were not asked, or of which nothing is held, weigh nothing and are left out. Explains and
 * orders; no outcome depends on it. Rounded to a tenth, which is all that a reader can use, and the
 * shown parts add up.
 */
export function strengthOf(elements: Elements, frequencies: NameFrequencies): Evidence[] {
  const chances = {
    name: nameChance(elements.name, frequencies),
    idNumber: idChance(elements.idNumber, frequencies),
    phone: phoneChance(elements.phone, frequencies),
  };
  return (['name', 'idNumber', 'phone'] as const).flatMap((element) => {
    const chance = chances[element];
    return chance === undefined
      ? []
      : [{ element, verdict: elements[element], bits: bits(chance) }];
  });
}

function nameChance(verdict: ElementVerdict, frequencies: NameFrequencies): Chance | undefined {
  const { population, surnameCount, givenNameCount } = frequencies;
  const surname = share(surnameCount, population);
  const given = givenNameCount === undefined ? 1 : share(givenNameCount, population);
  const namesake = surname * given;
  switch (verdict) {
    case 'MATCH':
      return { m: M.name.MATCH, u: namesake };
    case 'VARIANT':
      return { m: M.name.VARIANT, u: Math.min(1, namesake * VARIANT_BREADTH) };
    case 'SIMILAR':
      return { m: M.name.SIMILAR, u: Math.min(surname, namesake * SIMILAR_BREADTH) };
    case 'MISMATCH':
      return { m: M.name.MISMATCH, u: Math.max(1 - namesake, M.name.MISMATCH) };
    default:
      return undefined;
  }
}

function idChance(verdict: ElementVerdict, { population }: NameFrequencies): Chance | undefined {
  if (verdict !== 'MATCH') return undefined;
  return { m: M.idNumber.MATCH, u: 1 / Math.max(population, FEWEST_PEOPLE) };
}

function phoneChance(verdict: ElementVerdict, { population }: NameFrequencies): Chance | undefined {
  if (verdict === 'MISMATCH') return { m: M.phone.MISMATCH, u: PHONE_HELD_BY_STRANGER };
  if (verdict !== 'MATCH') return undefined;
  return { m: M.phone.MATCH, u: PEOPLE_PER_PHONE / Math.max(population, FEWEST_PEOPLE) };
}

/** A share of the register, never 0: a name that nobody has yet may be the next one's. */
function share(count: number, population: number): number {
  return Math.min(1, (count + 1) / (population + IMAGINED));
}

/** Never -0, which is another number after a journey through JSON. */
function bits({ m, u }: Chance): number {
  return Math.round(10 * Math.log2(m / u)) / 10 + 0;
}
