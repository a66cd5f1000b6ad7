/**
 * Full years between two ISO 8601 days, day-exact: a year is complete on the birthday, and for a
 * birthday on 29 February on 1 March of a year without one.
 */
export function ageOn(birthDate: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return day.slice(5) < birthDate.slice(5) ? years - 1 : years;
}
