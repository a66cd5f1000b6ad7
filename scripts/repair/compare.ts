import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { CONTACT_KINDS, REPAIR_FLAGS, REPAIR_STATUSES } from '../../schema/contract/codes.ts';
import { shownValue } from './shown-value.ts';
import type { Repair } from './repair-shape.ts';

const pair = z.tuple([z.enum(CONTACT_KINDS), z.string()]);

const expectedSchema = z.object({
  party_ref: z.string(),
  category: z.string(),
  status: z.enum(REPAIR_STATUSES),
  flags: z.array(z.enum(REPAIR_FLAGS)),
  required: z.array(pair),
  allowed: z.array(pair),
  best_address: z.string().nullish(),
});

export type Expected = z.infer<typeof expectedSchema>;

/** One way in which a result is not the true answer; no value is named. */
export type Difference =
  | 'MISSING_PARTY'
  | 'STATUS'
  | 'FLAG_MISSING'
  | 'CONTACT_MISSING'
  | 'WRONG_DISCLOSURE'
  | 'BEST_ADDRESS';

/** True answers, one JSON object a line; or the line that is none, from 1. */
export function readExpected(
  file: string,
): { ok: true; expected: Expected[] } | { ok: false; line: number } {
  const expected: Expected[] = [];
  for (const [at, text] of readFileSync(file, 'utf8').split('\n').entries()) {
    if (text.trim() === '') continue;
    const parsed = expectedSchema.safeParse(parseJson(text));
    if (!parsed.success) return { ok: false, line: at + 1 };
    expected.push(parsed.data);
  }
  return { ok: true, expected };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** How a result differs from the true answer. `values` are the revealed contacts by id. */
export function differences(
  expected: Expected,
  repair: Repair | undefined,
  values: ReadonlyMap<string, string>,
): Difference[] {
  if (repair === undefined) return ['MISSING_PARTY'];
  const found = repair.contacts.map(({ id, kind }) =>
    key([kind, shownValue(kind, values.get(id) ?? '')]),
  );
  const allowed = new Set([...expected.allowed, ...expected.required].map(key));
  const best = repair.contacts.find(({ kind }) => kind === 'ADDRESS');
  const wanted = expected.best_address ?? undefined;
  const checks: [Difference, boolean][] = [
    ['STATUS', repair.status === expected.status],
    ['FLAG_MISSING', expected.flags.every((flag) => repair.flags.includes(flag))],
    ['CONTACT_MISSING', expected.required.every((one) => found.includes(key(one)))],
    ['WRONG_DISCLOSURE', found.every((one) => allowed.has(one))],
    ['BEST_ADDRESS', wanted === undefined || wanted === (best && values.get(best.id))],
  ];
  return checks.flatMap(([name, holds]) => (holds ? [] : [name]));
}

function key([kind, value]: [string, string]): string {
  return `${kind} ${value}`;
}
