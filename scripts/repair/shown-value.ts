/** A phone as people in the mainland write it: mobiles without the country code, the rest E.164. */
function dialled(e164: string): string {
  return /^\+861\d{10}$/u.test(e164) ? e164.slice(3) : e164;
}

/** A contact's full value as the command writes it. */
export function shownValue(kind: 'PHONE' | 'ADDRESS', value: string): string {
  return kind === 'PHONE' ? dialled(value) : value;
}
