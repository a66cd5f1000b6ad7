/**
 * Whether one code point put in, left out or replaced makes one text of the other. Two neighbours
 * that changed places are two edits. Equal texts are none.
 */
export function isOneEdit(one: string, other: string): boolean {
  const [short, long] = [Array.from(one), Array.from(other)].sort((a, b) => a.length - b.length);
  if (short === undefined || long === undefined || long.length - short.length > 1) return false;
  const at = long.findIndex((character, index) => character !== short[index]);
  if (at === -1) return false;
  const rest = short.slice(long.length === short.length ? at + 1 : at);
  return rest.join('') === long.slice(at + 1).join('');
}
