import { ageOn } from './age-on.ts';

/** Full age (Civil Code art. 17). */
const ADULT = 18;

/** Whether somebody born then is under full age on the day `asOf`; nobody is by an unknown birth. */
export function isMinor(birthDate: string | undefined, asOf: string): boolean {
  return birthDate !== undefined && ageOn(birthDate, asOf) < ADULT;
}
