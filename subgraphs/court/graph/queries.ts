import { and, eq, gt, inArray, lt } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import { resolveCursorConnection } from '@pothos/plugin-relay';
import type { ResolveCursorConnectionArgs } from '@pothos/plugin-relay';
import { parseCaseNo } from '../../kit/identifiers/parse-case-no.ts';
import { loadRepairs } from '../repairs/load-repairs.ts';
import type { RepairShape } from '../repairs/repair-shape.ts';
import type { CourtContext } from '../court-context.ts';
import { courtCase, party, partyListEntry, repair } from '../tables.ts';
import { badArgument } from '../../kit/graph/graph-error.ts';
import { uuidArgument } from './arguments.ts';
import type { CourtBuilder } from './builder.ts';
import type { CourtEnums } from './enums.ts';
import type { addRepair } from './repair.ts';

type Repair = ReturnType<typeof addRepair>;

const PAGE_SIZE = 1000;

/** Adds `case`, `repair` and `repairs`. */
export function addQueries(builder: CourtBuilder, enums: CourtEnums, Repair: Repair): void {
  const Case = addCase(builder, Repair);
  builder.queryFields((t) => ({
    case: t.field({
      type: Case,
      nullable: true,
      args: { caseNo: t.arg.string({ required: true }) },
      resolve: (_root, { caseNo }, court) => findCase(court, caseNo),
    }),
    repair: t.field({
      type: Repair,
      nullable: true,
      args: { id: t.arg.id({ required: true }) },
      resolve: async (_root, { id }, court) => {
        const [found] = await loadRepairs(court.db, eq(repair.id, uuidArgument(id, 'id')));
        return found ?? null;
      },
    }),
    repairs: t.connection({
      type: Repair,
      description: 'Repairs in the order of their intake.',
      args: {
        list: t.arg.id({ description: 'Only those of one list of parties.' }),
        status: t.arg({ type: enums.repairStatus }),
      },
      resolve: (_root, args, court) => {
        for (const [name, size] of [
          ['first', args.first],
          ['last', args.last],
        ] as const) {
          if (typeof size !== 'number') continue;
          if (size < 1 || size > PAGE_SIZE) throw badArgument(name, 'PAGE_SIZE');
        }
        const narrowed = narrow(court, args.list, args.status);
        return resolveCursorConnection<Promise<RepairShape[]>>(
          { args, toCursor: (shape: RepairShape) => String(shape.sequence), maxSize: PAGE_SIZE },
          (page) => loadPage(court, narrowed, page),
        );
      },
    }),
  }));
}

function addCase(builder: CourtBuilder, Repair: Repair) {
  return builder.objectRef<{ id: string; caseNo: string }>('Case').implement({
    description: 'A case (案号) and its repairs.',
    fields: (t) => ({
      caseNo: t.exposeString('caseNo'),
      repairs: t.field({
        type: [Repair],
        resolve: ({ id }, _args, court) => loadRepairs(court.db, eq(party.caseId, id)),
      }),
    }),
  });
}

async function findCase(court: CourtContext, typed: string) {
  const parsed = parseCaseNo(typed);
  if (!parsed.ok) throw badArgument('caseNo', 'NOT_A_CASE_NUMBER');
  const rows = await court.db.select().from(courtCase).where(eq(courtCase.caseNo, parsed.caseNo));
  return rows[0] ?? null;
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
    status === null || status === undefined ? undefined : eq(repair.status, status),
  );
}

async function loadPage(
  court: CourtContext,
  narrowed: SQL | undefined,
  { before, after, limit, inverted }: ResolveCursorConnectionArgs,
): Promise<RepairShape[]> {
  // a page without entries hands out the empty cursor, which stands for no place
  const where = and(
    narrowed,
    after ? gt(repair.sequence, cursor(after, 'after')) : undefined,
    before ? lt(repair.sequence, cursor(before, 'before')) : undefined,
  );
  return loadRepairs(court.db, where, { limit, backwards: inverted });
}

/** A cursor is a place in the order of intake; none is past what the column can hold. */
function cursor(text: string, argument: string): number {
  if (/^\d{1,9}$/u.test(text)) return Number(text);
  throw badArgument(argument, 'NOT_A_CURSOR');
}
