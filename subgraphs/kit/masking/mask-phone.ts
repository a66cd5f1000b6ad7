/**
 * Masks a phone in E.164: `138****5678` for a mainland mobile; of any other number the country
 * code stays, at least four digits before the last four are hidden.
 */
export function maskPhone(e164: string): string {
  const mobile = /^\+86(?<head>1\d\d)\d{4}(?<tail>\d{4})$/u.exec(e164)?.groups;
  if (mobile !== undefined) return `${mobile.head ?? ''}****${mobile.tail ?? ''}`;
  const digits = /^\+(?<digits>\d{8,15})$/u.exec(e164)?.groups?.digits;
  if (digits === undefined) return '****';
  const head = digits.slice(0, Math.min(4, digits.length - 8));
  return `+${head}****${digits.slice(-4)}`;
}
