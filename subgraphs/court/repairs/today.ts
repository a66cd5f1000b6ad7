/** Days run in the time zone in which the courts sit. */
const dayInChina = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' });

/** The calendar day in China at an instant, YYYY-MM-DD. */
export function today(now: Date): string {
  return dayInChina.format(now);
}
