import { and, eq, gt, inArray, lt, sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import { resolveCursorConnection } from '@pothos/plugin-relay';
import type { ResolveCursorConnectionArgs } from '@pothos/plugin-relay';
import type { CaseStatus } from '../../../schema/contract/codes.ts';
import { knownCases } from '../authority/readable-repairs.ts';
import { loadRepairs, shownStatus } from '../repairs/load-repairs.ts';
import type { RepairShape } from '../repairs/repair-shape.ts';
import type { CourtContext } from '../court-context.ts';
import { courtCase, partyListEntry, repair } from '../tables.ts';
import { badArgument } from '../../kit/graph/graph-error.ts';
import { nullCursors } from '../../kit/graph/null-cursors.ts';
import { caseNoArgument, uuidArgument } from './arguments.ts';
import type { CourtBuilder } from './builder.ts';
import type { addCase, CaseShape } from './case.ts';
import type { CourtEnums } from './enums.ts';
import type { addRepair } from './repair.ts';
import { readsCases } from './rules.ts';

type Types = { Case: ReturnType<typeof addCase>; Repair: ReturnType<typeof addRepair> };

const PAGE_SIZE = 1000;

/** Adds `case`, `repair` and `repairs`: to a clerk those of their cases, to a judge all. */
export function addQueries(
  builder: CourtBuilder,
  enums: CourtEnums,
  { Case, Repair }: Types,
): void {
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
    repairs: t.connection({
      ...readsCases,
      type: Repair,
      nullable: true,
      description:
        'Repairs in the order of their intake: 20 where neither `first` nor `last` is given, 1,000 ' +
        'at most.',
      args: {
        list: t.arg.id({ description: 'Only those of one list of parties.' }),
        status: t.arg({ type: enums.repairStatus }),
      },
      resolve: (_root, args, court) => {
        checkSizes(args);
        const narrowed = narrow(court, args.list, args.status);
        return nullCursors(
          resolveCursorConnection<Promise<RepairShape[]>>(
            { args, toCursor: (shape: RepairShape) => String(shape.sequence), maxSize: PAGE_SIZE },
            (page) => loadPage(court, narrowed, page),
          ),
        );
      },
    }),
  }));
}

/** @throws GraphQLError BAD_USER_INPUT naming the one that no page has */
function checkSizes(args: Partial<Record<'first' | 'last', number | null | undefined>>): void {
  for (const name of ['first', 'last'] as const) {
    const size = args[name];
    if (typeof size === 'number' && (size < 1 || size > PAGE_SIZE))
      throw badArgument(name, 'PAGE_SIZE');
  }
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

function narrow(
  court: CourtContext,
  list: string | null | undefined,
  status: string | null | undefined,
): SQL | undefined {
  const ofList =
    list === null || list === undefined
      ? undefined
      : inArray(
          repair.partyId,
          court.db
            .select({ id: partyListEntry.partyId })
            .from(partyListEntry)
            .where(eq(partyListEntry.listId, uuidArgument(list, 'list'))),
        );
  return and(
    ofList,
    status === null || status === undefined ? undefined : eq(shownStatus(court), status),
  );
}

async function loadPage(
  court: CourtContext,
  narrowed: SQL | undefined,
  { before, after, limit, inverted }: ResolveCursorConnectionArgs,
): Promise<RepairShape[]> {
  // an empty cursor stands for no place: pages without entries handed it out once
  const where = and(
    narrowed,
    after ? gt(repair.sequence, cursor(after, 'after')) : undefined,
    before ? lt(repair.sequence, cursor(before, 'before')) : undefined,
  );
  return loadRepairs(court, court.db, where, { limit, backwards: inverted });
}

/** A cursor is a place in the order of intake; none is past what the column can hold. */
function cursor(text: string, argument: string): number {
  if (/^\d{1,9}$/u.test(text)) return Number(text);
  throw badArgument(argument, 'NOT_A_CURSOR');
}
