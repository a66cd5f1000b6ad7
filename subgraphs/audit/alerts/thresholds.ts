import { z } from 'zod';
import { CONFLICT_GROUNDS } from '../../../schema/contract/codes.ts';

const count = z.int().min(1).max(1_000_000);
const minutes = z
  .int()
  .min(1)
  .max(60 * 24 * 31);
const days = z.int().min(1).max(366);
/** Of the clock in China. */
const hourOfDay = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/u);

/** From when on each rule finds something: the form in which the table holds it. */
export const THRESHOLDS = {
  MANY_PARTIES: z.strictObject({ parties: count, minutes }),
  OUT_OF_HOURS: z.strictObject({ from: hourOfDay, to: hourOfDay, weekends: z.boolean() }),
  MANY_REFUSED: z.strictObject({ refusals: count, unnamed: count, minutes }),
  SAME_PERSON_MANY_CASES: z.strictObject({ cases: count, days }),
  OWN_OR_KIN: z.strictObject({ grounds: z.array(z.enum(CONFLICT_GROUNDS)).min(1) }),
  NO_DELIVERY: z.strictObject({ days }),
  RECONCILIATION_GAP: z.strictObject({ minutes }),
  LEDGER_INCONSISTENT: z.strictObject({}),
  LEDGER_SILENT: z.strictObject({ minutes }),
} as const;

export type AlertRuleCode = keyof typeof THRESHOLDS;
export type Thresholds<Code extends AlertRuleCode> = z.infer<(typeof THRESHOLDS)[Code]>;
