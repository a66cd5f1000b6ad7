import type { PersonOptions } from './person.ts';

/** What of a person entries are looked for by. */
export type SoughtBy = 'NUMBER' | 'PHONE' | 'BOTH';

/** An entry stands under the number where the inquiry named it, and under the phone where it did not. */
const LEFT_OUT: Readonly<Record<SoughtBy, string | undefined>> = {
  NUMBER:
    'Not among these: inquiries that named the person by phone alone, which stand under the phone. ' +
    'Give it too with --phone FILE',
  PHONE:
    'Not among these: inquiries that named the person by number, which stand under the number. ' +
    'Give both: --person with the number, --phone with the phone',
  BOTH: undefined,
};

export function soughtBy({ idType, phone }: Pick<PersonOptions, 'idType' | 'phone'>): SoughtBy {
  if (idType === 'PHONE') return 'PHONE';
  return phone === undefined ? 'NUMBER' : 'BOTH';
}

/** What stands under the identifier that was not given is not told of, which must be seen. */
export function tellLeftOut(say: (text: string) => void, by: SoughtBy): void {
  const leftOut = LEFT_OUT[by];
  if (leftOut !== undefined) say(leftOut);
}
