/** What stands for a character that the font does not have. */
const STAND_INS: Readonly<Record<string, string>> = { '·': '•', '※': '*' };

/**
 * A text in characters that a font has. One that it does not have is not dropped, which would make
 * another text of it: it is named by its number in Unicode.
 */
export function withGlyphs(text: string, has: (codePoint: number) => boolean): string {
  return Array.from(text, (character) => {
    const stands = [character, STAND_INS[character]].find(
      (one) => one !== undefined && has(one.codePointAt(0) ?? 0),
    );
    return stands ?? `[U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase()}]`;
  }).join('');
}
