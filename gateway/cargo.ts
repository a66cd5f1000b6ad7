import { randomUUID } from 'node:crypto';

/** Shorter texts cost less to write than to look up. */
const LONG = 8192;

const BACKSLASH = 0x5c;
const NEWLINE = 0x0a;

/** A field of the answer that one subgraph gave whole: its JSON and its place in `data`. */
export type Part = { path: readonly (string | number)[]; json: Buffer };

/**
 * What one request carries through without writing it anew: long texts, which are envelopes and
 * sealed replies on their way between court and agencies, and whole parts of the answer on their
 * way to the client. Taking those apart and escaping them again took most of the gateway's time.
 */
export type Cargo = {
  /** JSON of long texts, by the text; a handful. */
  texts: { text: string; json: string }[];
  parts: Part[];
  /** Whether an answer was long enough to hold a long text. */
  heavy: boolean;
  /** What was written last: agencies are all asked with the same variables. */
  last?: { entity: object; json: string };
};

/** Stands for a piece of JSON inside other JSON. Random, so that nothing from outside holds it. */
const MARK = randomUUID();
const MARKED = new RegExp(`"${MARK}:(\\d+)"`, 'gu');

export function emptyCargo(): Cargo {
  return { texts: [], parts: [], heavy: false };
}

/** Tells the cargo of JSON that came in, before what it holds goes out again. */
export function weigh(cargo: Cargo, json: Buffer): void {
  if (json.length >= LONG) cargo.heavy = true;
}

/**
 * Remembers texts read from one piece of JSON. Where that holds no escape at all, each of them can
 * stand in other JSON as it stood there.
 */
export function rememberTexts({ texts }: Cargo, json: Buffer, found: readonly string[]): void {
  if (json.length < LONG || json.includes(BACKSLASH)) return;
  for (const text of found) if (text.length >= LONG) texts.push({ text, json: `"${text}"` });
}

/** `JSON.stringify`, but long texts, and one entity that goes to several, are written once a request. */
export function writeVariables(value: object, cargo: Cargo): string {
  const entity = onlyEntityOf(value);
  if (entity && cargo.last && isSame(entity, cargo.last.entity)) return cargo.last.json;
  const json = writeAnew(value, cargo);
  if (entity) cargo.last = { entity, json };
  return json;
}

/** The one representation that is all of the variables; undefined where there is more to write. */
function onlyEntityOf(value: object): object | undefined {
  const [first, ...others] = Object.values(value) as unknown[]; // an object of any: looked at here
  if (others.length > 0 || !Array.isArray(first) || first.length !== 1) return undefined;
  const [entity] = first as unknown[]; // likewise
  return typeof entity === 'object' && entity !== null && 'representations' in value
    ? entity
    : undefined;
}

/** Whether two objects hold the same texts, numbers and so on, and nothing deeper. */
function isSame(a: object, b: object): boolean {
  const ours = Object.entries(a) as [string, unknown][]; // likewise
  const theirs = Object.entries(b) as [string, unknown][]; // likewise
  return (
    ours.length === theirs.length &&
    ours.every(([key, value], at) => key === theirs[at]?.[0] && value === theirs[at][1]) &&
    ours.every(([, value]) => typeof value !== 'object')
  );
}

function writeAnew(value: object, cargo: Cargo): string {
  if (!cargo.heavy) return JSON.stringify(value);
  const pieces: string[] = [];
  const skeleton = JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'string' && inner.length >= LONG
      ? mark(pieces.push(jsonOf(inner, cargo)) - 1)
      : inner,
  );
  return fill(skeleton, pieces);
}

/** `JSON.stringify` of a result, with a mark at the place of each part that still has one. */
export function markParts(
  result: { data?: unknown; errors?: unknown },
  parts: readonly Part[],
): string {
  parts.forEach(({ path }, index) => {
    place(result.data, path, mark(index));
  });
  return JSON.stringify(result);
}

/** Puts the parts where `markParts` marked their places. */
export function fillParts(json: string, parts: readonly Part[]): string | Buffer {
  if (parts.length === 0) return json;
  // few bytes go out faster in one text with the head of the response
  if (parts.every((part) => part.json.length < LONG)) {
    return fill(
      json,
      parts.map((part) => part.json.toString()),
    );
  }
  const pieces: Buffer[] = [];
  let from = 0;
  for (const match of json.matchAll(MARKED)) {
    pieces.push(Buffer.from(json.slice(from, match.index)));
    pieces.push(parts[Number(match[1])]?.json ?? written(null));
    from = match.index + match[0].length;
  }
  return Buffer.concat([...pieces, Buffer.from(json.slice(from))]);
}

/**
 * The JSON of a value within the JSON it was read from, or written anew where that JSON is not laid
 * out as `JSON.stringify` does it.
 *
 * @param bytes the JSON that `body` was read from
 * @param put puts another value where the wanted one stands in `body`
 */
export function jsonWithin(
  bytes: Buffer,
  body: object,
  value: unknown,
  put: (value: unknown) => void,
): Buffer {
  put(mark(0));
  const skeleton = JSON.stringify(body);
  put(value);
  const [before, after] = skeleton.split(`"${mark(0)}"`).map((piece) => Buffer.from(piece));
  if (before === undefined || after === undefined) return written(value);
  const end = bytes.length - (bytes.at(-1) === NEWLINE ? 1 : 0);
  const inside = bytes.subarray(before.length, end - after.length);
  const around =
    bytes.subarray(0, before.length).equals(before) &&
    bytes.subarray(end - after.length, end).equals(after);
  return around ? inside : written(value);
}

/** `JSON.stringify` as it goes out. */
export function written(value: unknown): Buffer {
  return Buffer.from(JSON.stringify(value));
}

function jsonOf(text: string, { texts }: Cargo): string {
  const known = texts.find((candidate) => candidate.text === text);
  if (known) return known.json;
  const json = JSON.stringify(text);
  texts.push({ text, json });
  return json;
}

function mark(index: number): string {
  return `${MARK}:${String(index)}`;
}

function fill(skeleton: string, pieces: readonly string[]): string {
  return skeleton.replace(MARKED, (_mark, index: string) => pieces[Number(index)] ?? 'null');
}

function place(data: unknown, path: Part['path'], value: string): void {
  let parent: unknown = data;
  for (const key of path.slice(0, -1)) parent = isIndexed(parent) ? parent[key] : undefined;
  const last = path.at(-1);
  if (isIndexed(parent) && last !== undefined) parent[last] = value;
}

function isIndexed(value: unknown): value is Record<string | number, unknown> {
  return typeof value === 'object' && value !== null;
}
