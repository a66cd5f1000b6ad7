/** A day as the number of days since 1970-01-01. */
export type Day = number;

const MS = 86_400_000;

/** @param iso a valid YYYY-MM-DD */
export function dayOf(iso: string): Day {
  return Date.parse(`${iso}T00:00:00Z`) / MS;
}

/** YYYY-MM-DD. */
export function isoOf(day: Day): string {
  return new Date(day * MS).toISOString().slice(0, 10);
}

/** The same date so many years earlier; 29 February becomes the 28th where there is none. */
export function yearsBefore(day: Day, years: number): Day {
  const [year = 0, month = 1, date = 1] = isoOf(day).split('-').map(Number);
  const moved = new Date(Date.UTC(year - years, month - 1, date));
  return moved.getUTCDate() === date ? moved.getTime() / MS : Date.UTC(year - years, month, 0) / MS;
}

/** Whether the day is a 29 February. */
export function isLeapDay(day: Day): boolean {
  return isoOf(day).endsWith('-02-29');
}
