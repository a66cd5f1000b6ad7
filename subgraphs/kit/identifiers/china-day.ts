/** Days run in the time zone in which the courts sit. */
const dayInChina = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' });

/** The day of the calendar in China at an instant, YYYY-MM-DD. */
export function chinaDay(instant: Date): string {
  return dayInChina.format(instant);
}
