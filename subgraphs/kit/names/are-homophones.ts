import { pinyin } from 'pinyin-pro';
import { splitHanName } from './split-han-name.ts';

/**
 * Whether two folded Han names have the same surname and, character by character, a reading in
 * common for the rest. Tones do not count (they are lost first in a typed name), and of a character
 * with several readings any will do: the verdict only asks a human to look.
 */
export function areHomophones(one: string, other: string): boolean {
  const [a, b] = [splitHanName(one), splitHanName(other)];
  if (a.surname !== b.surname) return false;
  const [left, right] = [Array.from(a.given), Array.from(b.given)];
  return (
    left.length === right.length &&
    left.length > 0 &&
    left.every((character, at) => soundAlike(character, right[at] ?? ''))
  );
}

function soundAlike(one: string, other: string): boolean {
  if (one === other) return true;
  const readings = readingsOf(other);
  return readingsOf(one).some((reading) => readings.includes(reading));
}

/** Readings without tones; a character that has none reads as itself. */
function readingsOf(character: string): string[] {
  return pinyin(character, { type: 'array', toneType: 'none', multiple: true });
}
