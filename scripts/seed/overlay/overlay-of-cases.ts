import { createRandom } from '../base/random.ts';
import type { Played } from '../cases/play-case.ts';
import { PLAIN_CASES } from '../cases/plain-cases.ts';
import { makePerson } from '../people/make-person.ts';
import type { World } from '../people/world.ts';
import { COMPLAINT_KINDS, ORGANISATION_KINDS } from './complaint-kinds.ts';
import { LINE_KINDS, UNKNOWN_KINDS, givesPhone } from './line-kinds.ts';
import { lineRow } from './line-row.ts';
import type { Kind, Overlay, Subject } from './overlay.ts';

/** Categories that the overlay makes of others. */
export const OVERLAY_KINDS: readonly Kind[] = [
  ...LINE_KINDS,
  ...COMPLAINT_KINDS,
  ...ORGANISATION_KINDS,
  ...UNKNOWN_KINDS,
];

/** Which cases become others; one of three stays as it is. */
const SOURCES: Readonly<Record<string, readonly Kind[]>> = {
  clean: [...LINE_KINDS, ...COMPLAINT_KINDS],
  organisation: ORGANISATION_KINDS,
  in_no_register: UNKNOWN_KINDS,
};
const STAYS = 3;

/** Whose own line in service changes no answer, since the number is among the contacts anyway. */
const SAFE = new Set(PLAIN_CASES.map(({ category }) => category));

/**
 * Adds to the cases of a list, one after the other, what the two registers hold.
 *
 * @param strangers a number of a person from which on nobody is taken
 */
export function overlayOfCases(world: World, strangers: number) {
  const seen = new Map<string, number>();
  const due = new Map<string, Kind[]>();
  const twisted = (subject: Subject): (Played & Overlay) | undefined => {
    const { category } = subject.played;
    const times = seen.get(category) ?? 0;
    seen.set(category, times + 1);
    if (times % STAYS === 0) return undefined;
    const waiting = due.get(category) ?? [];
    const kinds = waiting.length > 0 ? waiting : [...(SOURCES[category] ?? [])];
    due.set(category, kinds);
    for (const [at, kind] of kinds.entries()) {
      const twist = kind.twist(subject);
      if (twist === undefined) continue;
      kinds.splice(at, 1);
      const rows = { lines: twist.lines ?? [], complaints: twist.complaints ?? [] };
      return { ...subject.played, ...rows, category: kind.category, answer: twist.answer };
    }
    return undefined;
  };
  return {
    of(played: Played, nth: number): Played & Overlay {
      const random = createRandom(world.seed, 6, nth);
      const stranger = () => makePerson(world, strangers + nth, { minor: false });
      const none = { ...played, lines: [], complaints: [] };
      const person = played.people[0] ?? stranger();
      const subject = { world, random, person, played, stranger };
      const harder = SOURCES[played.category] === undefined ? undefined : twisted(subject);
      if (harder !== undefined) return harder;
      const isSafe = SAFE.has(played.category) && givesPhone(subject) && random.chance(850);
      return isSafe ? { ...none, lines: [lineRow(world, random, person)] } : none;
    },
  };
}
