import type { Random } from '../base/random.ts';

/** A state whose citizens trade in the city: its alpha-3 and numeric codes (ISO 3166-1) and names. */
export type State = {
  alpha: string;
  digits: string;
  given: readonly [string, ...string[]];
  family: readonly [string, ...string[]];
};

export const STATES: readonly [State, ...State[]] = [
  {
    alpha: 'IND',
    digits: '356',
    given: ['RAJESH', 'PRIYA', 'AMIT', 'SUNIL', 'ANIL', 'DEEPAK', 'NEHA'],
    family: ['KUMAR', 'SINGH', 'SHARMA', 'PATEL', 'GUPTA', 'VERMA'],
  },
  {
    alpha: 'BRA',
    digits: '076',
    given: ['MARIA', 'PEDRO', 'JOAO', 'ANA', 'CARLOS', 'LUCAS', 'ANNA-MARIA'],
    family: ['SANTOS', 'SILVA', 'OLIVEIRA', 'SOUZA', 'PEREIRA'],
  },
  {
    alpha: 'RUS',
    digits: '643',
    given: ['IVAN', 'OLGA', 'SERGEI', 'DMITRI', 'ANNA', 'ELENA'],
    family: ['SMIRNOV', 'PETROV', 'IVANOV', 'VOLKOV', 'SOKOLOV'],
  },
  {
    alpha: 'EGY',
    digits: '818',
    given: ['MOHAMED', 'AHMED', 'YOUSSEF', 'MAHMOUD', 'FATMA', 'OMAR'],
    family: ['ALI', 'HASSAN', 'IBRAHIM', 'MOSTAFA', 'EL-SAYED'],
  },
  {
    alpha: 'PAK',
    digits: '586',
    given: ['IMRAN', 'USMAN', 'AYESHA', 'BILAL', 'MUHAMMAD ALI'],
    family: ['KHAN', 'AHMED', 'MALIK', 'BUTT', 'HUSSAIN'],
  },
];

/** Given name first, as a passport's reader prints it. */
export function latinName(random: Random, state: State): string {
  return `${random.pick(state.given)} ${random.pick(state.family)}`;
}

/** The same tokens in another order, with a comma or other case: never another name. */
export function reordered(random: Random, name: string): string {
  const tokens = name.split(' ');
  const family = tokens.at(-1) ?? '';
  const given = tokens.slice(0, -1).join(' ');
  if (random.chance(400)) return `${family} ${given}`;
  return random.chance(500) ? `${family}, ${given}` : titled(name);
}

/** With a single accent on its last vowel: one edit away. */
export function accented(name: string): string | undefined {
  const accents: Record<string, string> = { A: 'Á', E: 'É', I: 'Í', O: 'Ó', U: 'Ú' };
  const at = Array.from(name).findLastIndex((letter) => letter in accents);
  if (at < 0) return undefined;
  return name.slice(0, at) + (accents[name.charAt(at)] ?? '') + name.slice(at + 1);
}

function titled(name: string): string {
  return name.replaceAll(/[A-Z]+/gu, (word) => word.charAt(0) + word.slice(1).toLowerCase());
}
