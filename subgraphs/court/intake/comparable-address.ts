/**
 * The form in which addresses are compared: full-width as half-width (NFKC), lower case, letters and
 * digits alone. Whoever writes 1-2号 and whoever writes １－２ 号 mean the same door. Empty where an
 * address holds neither letter nor digit. Never shown to anyone.
 */
export function comparableAddress(address: string): string {
  return address
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}
