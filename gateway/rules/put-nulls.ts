import type { Nulls, RefusedField } from './find-refusals.ts';

/**
 * An answer with null wherever something was refused, under the key that the client gave it.
 * @param prefix of the keys of what was executed in its place
 */
export function withNulls(data: unknown, nulls: Nulls, prefix: string): unknown {
  if (isList(data)) return data.map((element) => withNulls(element, nulls, prefix));
  if (!isObject(data)) return data;
  const entries = Object.entries(data).map(([name, value]): [string, unknown] => {
    const key = name.startsWith(prefix) ? name.slice(prefix.length) : name;
    const mark = nulls.get(key);
    if (mark === undefined) return [name, value];
    return [key, typeof mark === 'number' ? nullAt(value, mark) : withNulls(value, mark, prefix)];
  });
  return Object.fromEntries(entries);
}

function nullAt(value: unknown, lists: number): unknown {
  if (lists === 0 || !isList(value)) return null;
  return value.map((element) => nullAt(element, lists - 1));
}

/**
 * The first place of a refused field in an answer, with the indices of the lists on the way (GraphQL
 * specification §7.1.2). Where the answer ends before, the keys alone.
 */
export function placeOf(data: unknown, { keys }: RefusedField): (string | number)[] {
  return placeBelow(data, keys) ?? [...keys];
}

function placeBelow(data: unknown, keys: readonly string[]): (string | number)[] | undefined {
  const [key, ...rest] = keys;
  if (key === undefined) return [];
  if (isList(data)) {
    for (const [index, element] of data.entries()) {
      const place = placeBelow(element, keys);
      if (place) return [index, ...place];
    }
    return undefined;
  }
  if (!isObject(data) || !Object.hasOwn(data, key)) return undefined;
  const place = placeBelow(data[key], rest);
  return place && [key, ...place];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}
