import { and, eq, sql } from 'drizzle-orm';
import type { CaseStatus } from '../../../schema/contract/codes.ts';
import { knownCases } from '../authority/readable-repairs.ts';
import { loadRepairs } from '../repairs/load-repairs.ts';
import type { CourtContext } from '../court-context.ts';
import { courtCase, repair } from '../tables.ts';
import { caseNoArgument, uuidArgument } from './arguments.ts';
import type { CourtBuilder } from './builder.ts';
import type { addCase, CaseShape } from './case.ts';
import type { addRepair } from './repair.ts';
import { readsCases } from './rules.ts';

type Types = { Case: ReturnType<typeof addCase>; Repair: ReturnType<typeof addRepair> };

/** Adds `case` and `repair`: to a clerk those of their cases, to a judge all. */
export function addQueries(builder: CourtBuilder, { Case, Repair }: Types): void {
  builder.queryFields((t) => ({
    case: t.field({
      ...readsCases,
      type: Case,
      nullable: true,
      args: { caseNo: t.arg.string({ required: true }) },
      resolve: (_root, { caseNo }, court) => findCase(court, caseNo),
    }),
    repair: t.field({
      ...readsCases,
      type: Repair,
      nullable: true,
      args: { id: t.arg.id({ required: true }) },
      resolve: async (_root, { id }, court) => {
        const [found] = await loadRepairs(court, court.db, eq(repair.id, uuidArgument(id, 'id')));
        return found ?? null;
      },
    }),
  }));
}

/** The case, if the caller may know of it. */
async function findCase(court: CourtContext, typed: string): Promise<CaseShape | null> {
  const { id, caseNo } = courtCase;
  const [found] = await court.db
    .select({ id, caseNo, status: sql<CaseStatus>`${courtCase.status}` })
    .from(courtCase)
    .where(and(eq(caseNo, caseNoArgument(typed)), knownCases(court.caller)));
  return found ?? null;
}
