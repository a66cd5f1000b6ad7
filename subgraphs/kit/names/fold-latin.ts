/** Letters that no decomposition reduces, as passports without them write them. */
const PLAIN: Readonly<Record<string, string>> = {
  ...{ ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', đ: 'd' },
  ...{ ð: 'd', þ: 'th', ł: 'l', ı: 'i', ħ: 'h' },
};

/** Machine-readable passports write these letters as two (ICAO 9303-3, section 6). */
const TRANSCRIBED: Readonly<Record<string, string>> = {
  ...{ ä: 'ae', ö: 'oe', ü: 'ue', å: 'aa', ø: 'oe' },
};

/** Drops the diacritics of a normalised name. */
export function dropDiacritics(name: string): string {
  const base = name.normalize('NFD').replace(/\p{M}/gu, '');
  return Array.from(base, (letter) => PLAIN[letter] ?? letter).join('');
}

/** Writes a normalised name as the machine-readable zone of a passport does. */
export function transcribeLatin(name: string): string {
  return dropDiacritics(Array.from(name, (letter) => TRANSCRIBED[letter] ?? letter).join(''));
}
