import { daysSince } from './days-since.ts';

/** Section 6: 365 days old is within the year and 366 is not, in leap years as well. */
const YEAR_IN_DAYS = 365;

/** Whether `day` is `asOf` or one of the 365 days before it. A later day is not yet known. */
export function withinYear(day: string, asOf: string): boolean {
  const age = daysSince(day, asOf);
  return age >= 0 && age <= YEAR_IN_DAYS;
}

/** Whether `day` lies 365 days or more before `asOf`: what a registration "for a year" takes. */
export function aYearOld(day: string, asOf: string): boolean {
  return daysSince(day, asOf) >= YEAR_IN_DAYS;
}
