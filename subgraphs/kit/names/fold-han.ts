import { ConverterFactory } from 'opencc-js/core';
import type { DictGroup } from 'opencc-js/core';
import { to } from 'opencc-js/preset/t2cn';
import { GLYPH_VARIANTS } from './glyph-variants.ts';

/**
 * Kept as they are: 乾 (qián) is a character of its own in simplified names, and the table would
 * make 干 of it.
 */
const KEPT: ReadonlySet<string> = new Set('乾');

// the package declares it so, by an import without extension that this module resolution leaves out
const toSimplified = to.cn as readonly DictGroup[];
const simplify = ConverterFactory(...toSimplified);

/**
 * Folds traditional forms and glyph variants of a normalised name, character by character: the
 * table of phrases would fold one character differently in different names. For comparing only,
 * and both sides must be folded.
 */
export function foldHan(name: string): string {
  return Array.from(name, foldCharacter).join('');
}

function foldCharacter(character: string): string {
  if (KEPT.has(character)) return character;
  const simple = simplify(GLYPH_VARIANTS.get(character) ?? character);
  return GLYPH_VARIANTS.get(simple) ?? simple;
}
