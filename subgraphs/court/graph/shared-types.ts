import type { ElementVerdict } from '../../../schema/contract/codes.ts';
import {
  INPUT_FIELDS,
  INPUT_REASONS,
  REASON_MEANINGS,
} from '../../../schema/contract/input-problems.ts';
import type { Problem } from '../intake/screen-party.ts';
import type { CourtBuilder } from './builder.ts';
import type { CourtEnums } from './enums.ts';

export type SharedTypes = ReturnType<typeof addSharedTypes>;

type Verdicts = Record<'name' | 'idNumber' | 'phone', ElementVerdict | null>;

/** Adds what repairs and verifications both show. */
export function addSharedTypes(builder: CourtBuilder, enums: CourtEnums) {
  const problem = builder.objectRef<Problem>('InputProblem').implement({
    description: 'An element that was refused before any agency heard of it.',
    fields: (t) => ({
      field: t.exposeString('field', {
        description: `The column of the list: ${INPUT_FIELDS.join(', ')}.`,
      }),
      // no enum of the graph: clients that were written before read a string
      reason: t.exposeString('reason', { description: reasons() }),
    }),
  });
  const elements = builder.objectRef<Verdicts>('ElementVerdicts').implement({
    description: "How each element of the party compares with one agency's register.",
    fields: (t) => ({
      name: t.expose('name', { type: enums.verdict, nullable: true }),
      idNumber: t.expose('idNumber', { type: enums.verdict, nullable: true }),
      phone: t.expose('phone', { type: enums.verdict, nullable: true }),
    }),
  });
  return { problem, elements };
}

function reasons(): string {
  const lines = INPUT_REASONS.map((reason) => `- \`${reason}\`: ${REASON_MEANINGS[reason]}`);
  return ['The rule that it breaks, as one of these codes:', ...lines].join('\n');
}
