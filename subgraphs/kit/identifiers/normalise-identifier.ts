/**
 * Full-width to half-width (NFKC), no spaces or invisible characters, upper case. Idempotent.
 * Only ASCII letters are raised: no identifier holds others, and a rule of case for them all would
 * change some texts twice.
 */
export function normaliseIdentifier(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s\p{Cf}]+/gu, '')
    .replace(/[a-z]/gu, (letter) => letter.toUpperCase())
    .normalize('NFKC');
}
