import type { Random } from '../base/random.ts';
import type { Answer } from '../cases/case.ts';
import type { Played } from '../cases/play-case.ts';
import type { Person } from '../people/person.ts';
import type { ComplaintRow, TelecomRow } from '../people/rows.ts';
import type { World } from '../people/world.ts';

/** Rows of the two registers. */
export type Overlay = { lines: TelecomRow[]; complaints: ComplaintRow[] };

/** A case that may become harder. */
export type Subject = {
  world: World;
  random: Random;
  person: Person;
  played: Played;
  /** Somebody whom no other register holds. */
  stranger: () => Person;
};

/** What these rows make of a case. */
export type Twist = Partial<Overlay> & { answer: Answer };

/** One harder category; undefined where the case does not lend itself to it. */
export type Kind = { category: string; twist: (subject: Subject) => Twist | undefined };
