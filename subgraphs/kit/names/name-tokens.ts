/**
 * The words of a normalised name that is not in Han characters. An apostrophe joins, as passports
 * leave it out; every other sign separates (ICAO 9303-3, section 4.6).
 */
export function nameTokens(name: string): string[] {
  return name
    .replace(/['’‘ʼʹ`´]/gu, '')
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter((token) => token !== '');
}
