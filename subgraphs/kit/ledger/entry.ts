import { z } from 'zod';
import { canonicalJson } from './canonical-json.ts';
import type { JsonObject } from './canonical-json.ts';
import { LedgerError } from './ledger-error.ts';

/** One thing that was done or refused. No member may hold an identifier in the clear. */
export type LedgerEntry = {
  at: Date;
  /** As the catalogue of events names it. */
  event: string;
  /** Who did it: a subject, or the code of a service. */
  actor: string;
  /** `jti` of the warrant, in lower case. */
  inquiry?: string | undefined;
  /** Keyed pseudonym of the person looked up. */
  person?: Uint8Array | undefined;
  caseNo?: string | undefined;
  purpose?: string | undefined;
  outcome?: string | undefined;
  /** What else the event carries: codes and counts. */
  detail?: JsonObject | undefined;
};

const INQUIRY = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/u;

const text = z.string().min(1).refine(isPlain);

const bodySchema = z.strictObject({
  /** Version of this form. */
  v: z.literal(1),
  index: z.int().min(0),
  at: z.iso.datetime({ precision: 3 }),
  event: text,
  actor: text,
  inquiry: z.string().regex(INQUIRY).optional(),
  person: z
    .string()
    .regex(/^[\w-]+$/u)
    .optional(),
  caseNo: text.optional(),
  purpose: text.optional(),
  outcome: text.optional(),
  // what JSON.parse gave is JSON all through
  detail: z.custom<JsonObject>(isObject).optional(),
});

/** An entry as its leaf says it. */
export type LedgerBody = z.infer<typeof bodySchema>;

/** An entry that was checked and is written but for its index, which is given when it is appended. */
export type WrittenEntry = {
  /** The leaf's text before the index and after it. */
  before: string;
  after: string;
  /** Members as the ledger's columns hold them; `person` in hexadecimal, none as an empty text. */
  columns: Record<'at' | 'event' | 'inquiry' | 'actor' | 'person', string> &
    Record<'caseNo' | 'purpose' | 'outcome', string>;
};

/**
 * Checks entries and writes each in its one form (RFC 8785), member by member, since this is done for
 * everybody who is looked up: the schema above takes longer than the hash. What the entries of one
 * inquiry share is written once.
 *
 * @throws LedgerError NOT_AN_ENTRY, without a value
 */
export function writeEntries(entries: readonly LedgerEntry[]): WrittenEntry[] {
  const details = new Map<JsonObject, string>();
  const texts = new Map<string, string>();
  const write: Writer = {
    quoted: (text) => remembered(texts, text, quoted),
    written: (detail) => remembered(details, detail, written),
  };
  return entries.map((entry) => writeEntry(entry, write));
}

type Writer = { quoted: (text: string) => string; written: (detail: JsonObject) => string };

function remembered<Value>(
  known: Map<Value, string>,
  value: Value,
  write: (value: Value) => string,
): string {
  const before = known.get(value);
  if (before !== undefined) return before;
  const text = write(value);
  known.set(value, text);
  return text;
}

function writeEntry(entry: LedgerEntry, { quoted, written }: Writer): WrittenEntry {
  const { event, actor, inquiry, person, caseNo, purpose, outcome, detail } = entry;
  const at = instantOf(entry.at);
  if (inquiry !== undefined && !INQUIRY.test(inquiry)) throw new LedgerError('NOT_AN_ENTRY');
  if (person?.length === 0) throw new LedgerError('NOT_AN_ENTRY');
  const bytes = person && Buffer.from(person.buffer, person.byteOffset, person.length);
  const member = (name: string, value: string | undefined) =>
    value === undefined ? '' : `,"${name}":${quoted(value)}`;
  const name = bytes === undefined ? '' : `,"person":"${bytes.toString('base64url')}"`;
  // in the order of their names
  const before =
    `{"actor":${quoted(actor)},"at":"${at}"${member('caseNo', caseNo)}` +
    `${detail === undefined ? '' : `,"detail":${written(detail)}`},"event":${quoted(event)},"index":`;
  const after =
    `${member('inquiry', inquiry)}${member('outcome', outcome)}` +
    `${name}${member('purpose', purpose)},"v":1}`;
  const about = { caseNo: caseNo ?? '', purpose: purpose ?? '', outcome: outcome ?? '' };
  const who = { inquiry: inquiry ?? '', person: bytes?.toString('hex') ?? '' };
  return { before, after, columns: { at, event, actor, ...who, ...about } };
}

/**
 * The leaf's text. `index` is part of it, so that no two leaves are alike and one that was moved says
 * where it belongs.
 */
export function leafText({ before, after }: WrittenEntry, index: number): string {
  return `${before}${index}${after}`;
}

function instantOf(at: Date): string {
  const instant = Number.isNaN(at.getTime()) ? '' : at.toISOString();
  // years of more than four digits are written longer
  if (instant.length !== 24) throw new LedgerError('NOT_AN_ENTRY');
  return instant;
}

function quoted(value: string): string {
  if (value === '' || !isPlain(value) || !value.isWellFormed())
    throw new LedgerError('NOT_AN_ENTRY');
  return JSON.stringify(value);
}

function written(detail: JsonObject): string {
  try {
    return canonicalJson(detail);
  } catch {
    throw new LedgerError('NOT_AN_ENTRY');
  }
}

/** What a leaf's text says, where it is an entry in its canonical form. */
export function readBody(written: string): LedgerBody | undefined {
  const body = bodySchema.safeParse(parsed(written));
  if (!body.success || !written.isWellFormed()) return undefined;
  return isCanonical(body.data, written) ? body.data : undefined;
}

/** A member that is written twice is kept once; half a surrogate pair has no canonical form. */
function isCanonical(body: LedgerBody, written: string): boolean {
  try {
    return canonicalJson(body) === written;
  } catch {
    return false;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** PostgreSQL's text holds no NUL, and a unit separator parts the entries of one statement. */
function isPlain(value: string): boolean {
  return !value.includes('\0') && !value.includes('\u001f');
}
