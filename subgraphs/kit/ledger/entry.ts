import { z } from 'zod';
import { parseStrictJson } from '../sealing/strict-json.ts';
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

// PostgreSQL's text holds no NUL
const text = z
  .string()
  .min(1)
  .refine((value) => !value.includes('\0'));

const bodySchema = z.strictObject({
  /** Version of this form. */
  v: z.literal(1),
  index: z.int().min(0),
  at: z.iso.datetime({ precision: 3 }),
  event: text,
  actor: text,
  inquiry: z
    .string()
    .regex(/^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/u)
    .optional(),
  person: z
    .string()
    .regex(/^[\w-]+$/u)
    .optional(),
  caseNo: text.optional(),
  purpose: text.optional(),
  outcome: text.optional(),
  detail: z.record(z.string(), z.json()).optional(),
});

/** An entry as its leaf says it. */
export type LedgerBody = z.infer<typeof bodySchema>;

/**
 * The leaf's text, and what it says. `index` is part of it, so that no two leaves are alike and one
 * that was moved says where it belongs.
 *
 * @throws LedgerError NOT_AN_ENTRY, without a value
 */
export function writeBody(entry: LedgerEntry, index: number): { text: string; body: LedgerBody } {
  const { at, person, ...rest } = entry;
  const members = {
    ...rest,
    ...{ v: 1, index },
    at: Number.isNaN(at.getTime()) ? undefined : at.toISOString(),
    person: person && Buffer.from(person).toString('base64url'),
  };
  const said = Object.entries(members).filter(([, value]) => value !== undefined);
  const body = bodySchema.safeParse(Object.fromEntries(said));
  if (!body.success) throw new LedgerError('NOT_AN_ENTRY');
  try {
    return { text: canonicalJson(body.data), body: body.data };
  } catch {
    throw new LedgerError('NOT_AN_ENTRY');
  }
}

/** What a leaf's text says, where it is an entry in its canonical form. */
export function readBody(written: string): LedgerBody | undefined {
  const body = bodySchema.safeParse(parseStrictJson(written));
  if (!body.success || !written.isWellFormed()) return undefined;
  return canonicalJson(body.data) === written ? body.data : undefined;
}
