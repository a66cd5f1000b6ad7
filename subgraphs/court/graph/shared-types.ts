import type { ElementVerdict } from '../../../schema/contract/codes.ts';
import type { Problem } from '../intake/screen-party.ts';
import type { CourtBuilder } from './builder.ts';
import type { CourtEnums } from './enums.ts';

export type SharedTypes = ReturnType<typeof addSharedTypes>;

type Verdicts = Record<'name' | 'idNumber' | 'phone', ElementVerdict | null>;

/** Adds what repairs and verifications both show. */
export function addSharedTypes(builder: CourtBuilder, enums: CourtEnums) {
  const problem = builder.objectRef<Problem>('InputProblem').implement({
    description: 'An element that was refused before any agency heard of it.',
    fields: (t) => ({ field: t.exposeString('field'), reason: t.exposeString('reason') }),
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
