import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import {
  BLOCK_REASONS,
  ELEMENT_VERDICTS,
  NAME_REASONS,
  OUTCOMES,
} from '../../schema/contract/codes.ts';
import { contactLeadSchema, elementsSchema } from '../../schema/contract/reply.ts';
import { askedPartySchema, idNumberSchema, isoDate } from '../../schema/contract/warrant.ts';

/** The published vectors. */
export const VECTORS = join(import.meta.dirname, '..', '..', 'schema', 'contract', 'vectors');

/** A person or organisation that the agency under test holds: one line of a register file. */
export const heldPersonSchema = z.strictObject({
  /** By which the decision cases name it. */
  key: z.string().min(1),
  name: z.string(),
  formerNames: z.array(z.string()).default([]),
  id: idNumberSchema.optional(),
  /** E.164. */
  phone: z.string().optional(),
  birthDate: isoDate.optional(),
  deceased: z.boolean().default(false),
  protected: z.boolean().default(false),
  organisation: z.boolean().default(false),
  /** When the register last confirmed the entry. */
  observedOn: isoDate,
  /** What the agency gives of it when it is matched, and nothing else. */
  contacts: z.array(contactLeadSchema),
});
export type HeldPerson = z.infer<typeof heldPersonSchema>;

const expectationSchema = z.strictObject({
  outcome: z.enum(OUTCOMES),
  elements: elementsSchema,
  blockedBy: z.enum(BLOCK_REASONS).optional(),
  nameReason: z.enum(NAME_REASONS).optional(),
  phoneReassigned: z.literal(true).optional(),
  discovered: z
    .strictObject({ id: idNumberSchema.optional(), currentName: z.string().optional() })
    .optional(),
});

const decisionCaseSchema = z.strictObject({
  name: z.string(),
  /** Which row of the table it is. */
  row: z.string(),
  asked: askedPartySchema.omit({ ref: true, caseNo: true }).strict(),
  /** Keys of those who stand under the asked ID or phone, in the whole register. */
  held: z.array(z.string()),
  /** Of them, whose contacts are given. */
  gives: z.array(z.string()),
  expect: expectationSchema,
  /** What an agency may answer instead that compares names at the minimal level only. */
  otherwise: z.array(expectationSchema).optional(),
});
export type DecisionCase = z.infer<typeof decisionCaseSchema>;

const decisionsSchema = z.strictObject({ asOf: isoDate, cases: z.array(decisionCaseSchema) });

/** @throws when the file does not hold a register, naming line and member. */
export async function readRegister(file: string): Promise<HeldPerson[]> {
  const lines = (await readFile(file, 'utf8')).split('\n').filter((line) => line.trim() !== '');
  return lines.map((line, at) => {
    const parsed = heldPersonSchema.safeParse(jsonOf(line));
    if (parsed.success) return parsed.data;
    const [problem] = parsed.error.issues;
    const where = `${problem?.path.join('.') ?? ''}: ${problem?.message ?? ''}`;
    throw new Error(`${file}, line ${String(at + 1)}: ${where}`);
  });
}

export async function readDecisions(): Promise<DecisionCase[]> {
  const text = await readFile(join(VECTORS, 'decisions.json'), 'utf8');
  return decisionsSchema.parse(JSON.parse(text)).cases;
}

export const namesSchema = z.strictObject({
  cases: z.array(
    z.strictObject({
      asked: z.string(),
      held: z.strictObject({ name: z.string(), formerNames: z.array(z.string()) }),
      verdict: z.enum(ELEMENT_VERDICTS),
      reason: z.enum(NAME_REASONS).optional(),
      level: z.enum(['minimal', 'full']),
    }),
  ),
});

export const identifiersSchema = z.strictObject({
  asOf: isoDate,
  identifiers: z.array(
    z.strictObject({
      type: z.string(),
      number: z.string(),
      issuingState: z.string().optional(),
      valid: z.boolean(),
      normal: z.string().optional(),
      birthDate: isoDate.optional(),
      legacy: z.literal(true).optional(),
      needsReview: z.literal(true).optional(),
      field: z.string().optional(),
      reason: z.string().optional(),
    }),
  ),
  phones: z.array(
    z.strictObject({
      typed: z.string(),
      valid: z.boolean(),
      e164: z.string().optional(),
      reason: z.string().optional(),
    }),
  ),
});

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
