/** What JSON can say, as it is held here; a member that is missing is left out, never `undefined`. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export type JsonObject = { readonly [name: string]: Json };

/**
 * The one way to write a value as JSON (RFC 8785): no white space, members in the order of their
 * names' UTF-16 code units, numbers and strings as ECMAScript writes them.
 *
 * @throws TypeError for what RFC 8785 refuses: a number that is not finite, a surrogate on its own;
 *   and for what is no JSON, such as a Date.
 */
export function canonicalJson(value: unknown): string {
  if (typeof value === 'string') return writeString(value);
  if (typeof value === 'number') return writeNumber(value);
  if (value === null || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return `[${Array.from(value, canonicalJson).join(',')}]`;
  if (isPlain(value)) return writeObject(value);
  throw new TypeError('Not a value of JSON');
}

function writeString(text: string): string {
  if (!text.isWellFormed()) throw new TypeError('A surrogate on its own is no text');
  return JSON.stringify(text);
}

function writeNumber(number: number): string {
  if (!Number.isFinite(number)) throw new TypeError('JSON has finite numbers only');
  return JSON.stringify(number);
}

function writeObject(value: Readonly<Record<string, unknown>>): string {
  const names = Object.keys(value).sort();
  return `{${names.map((name) => `${writeString(name)}:${canonicalJson(value[name])}`).join(',')}}`;
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
