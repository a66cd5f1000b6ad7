import { eq } from 'drizzle-orm';
import type { CaseStatus } from '../../../schema/contract/codes.ts';
import { loadRepairs } from '../repairs/load-repairs.ts';
import { party } from '../tables.ts';
import type { CourtBuilder } from './builder.ts';
import type { CourtEnums } from './enums.ts';
import type { addRepair } from './repair.ts';
import { carriesCases } from './rules.ts';

export type CaseShape = { id: string; caseNo: string; status: CaseStatus };

/** Adds `Case`. */
export function addCase(
  builder: CourtBuilder,
  enums: CourtEnums,
  Repair: ReturnType<typeof addRepair>,
) {
  return builder.objectRef<CaseShape>('Case').implement({
    ...carriesCases,
    description: 'A case (案号) and its repairs.',
    fields: (t) => ({
      caseNo: t.exposeString('caseNo'),
      status: t.expose('status', { type: enums.caseStatus }),
      repairs: t.field({
        type: [Repair],
        description: 'Once the case has ended, without anything that came of them.',
        resolve: ({ id }, _args, court) => loadRepairs(court, court.db, eq(party.caseId, id)),
      }),
    }),
  });
}
