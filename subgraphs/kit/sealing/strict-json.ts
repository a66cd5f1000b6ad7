/**
 * Parses JSON and refuses a text in which an object names a member twice: readers of other makes
 * would not agree on which of the two counts (RFC 7519 §4).
 *
 * @returns `undefined` when the text is not JSON or repeats a member.
 */
export function parseStrictJson(text: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  // a repeated member is written once more than it is kept
  return countWritten(text) === countKept(value) ? value : undefined;
}

/** Members in a text known to be JSON: every colon outside a string follows a member's name. */
function countWritten(text: string): number {
  let members = 0;
  let at = 0;
  while (at < text.length) {
    const character = text[at];
    if (character === ':') members += 1;
    at = character === '"' ? endOfString(text, at) : at + 1;
  }
  return members;
}

function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end + 1;
}

function isEscaped(text: string, quote: number): boolean {
  let first = quote;
  while (text[first - 1] === '\\') first -= 1;
  return (quote - first) % 2 === 1;
}

/** Without recursion: a text may nest deeper than the stack. */
function countKept(value: unknown): number {
  const pending = [value];
  let members = 0;
  while (pending.length > 0) {
    const next = pending.pop();
    if (typeof next !== 'object' || next === null) continue;
    const inside: unknown[] = Object.values(next);
    if (!Array.isArray(next)) members += inside.length;
    for (const item of inside) pending.push(item);
  }
  return members;
}
