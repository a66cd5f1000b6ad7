import type { Day } from '../base/days.ts';

/** What all people of one run share. */
export type World = {
  seed: number;
  asOf: Day;
  /** Identifiers given out by wish (a birth date, a neighbour's number), so that none comes twice. */
  claimed: Set<string>;
};
