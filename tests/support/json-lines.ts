import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import {
  AGENCY_STATUSES,
  CONTACT_BASES,
  CONTACT_KINDS,
  ELEMENT_VERDICTS,
  OUTCOMES,
  REPAIR_FLAGS,
  REPAIR_STATUSES,
} from '../../schema/contract/codes.ts';

const verdict = z.enum(ELEMENT_VERDICTS).nullable();
const elements = z.strictObject({ name: verdict, idNumber: verdict, phone: verdict });

const agency = z.object({
  status: z.enum(AGENCY_STATUSES),
  outcome: z.enum(OUTCOMES).nullable(),
  elements: elements.nullable(),
});

const contact = z.object({
  kind: z.enum(CONTACT_KINDS),
  rank: z.int(),
  basis: z.enum(CONTACT_BASES),
  source: z.string().min(1),
  observedOn: z.iso.date(),
  masked: z.string().includes('****'),
  value: z.string().min(1).optional(),
});

/** What others read of a line: these keys are promised, and more may come. */
const lineSchema = z.object({
  partyRef: z.string().min(1),
  caseNo: z.string().min(1),
  status: z.enum(REPAIR_STATUSES),
  flags: z.array(z.enum(REPAIR_FLAGS)),
  agencies: z.record(z.string(), agency),
  contacts: z.array(contact),
  leftOut: z.array(
    z.strictObject({
      masked: z.string().includes('****'),
      flag: z.enum(REPAIR_FLAGS),
      asked: z.boolean(),
    }),
  ),
});

export type Line = z.infer<typeof lineSchema>;

/** The result of `--json`, each line checked against what is promised of it. */
export async function readJsonLines(file: string): Promise<Line[]> {
  const lines = (await readFile(file, 'utf8')).split('\n');
  if (lines.pop() !== '') throw new Error('The last line does not end');
  return lines.map((line) => lineSchema.parse(JSON.parse(line)));
}
