import { and, eq, gt, inArray, lt } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import { resolveCursorConnection } from '@pothos/plugin-relay';
import type { ResolveCursorConnectionArgs } from '@pothos/plugin-relay';
import { countRepairs, loadRepairs, shownStatus } from '../repairs/load-repairs.ts';
import type { RepairShape } from '../repairs/repair-shape.ts';
import type { CourtContext } from '../court-context.ts';
import { partyListEntry, repair } from '../tables.ts';
import { lastOfFirst } from '../../kit/graph/last-of-first.ts';
import { nullCursors } from '../../kit/graph/null-cursors.ts';
import { PAGE_SIZE, checkPageSizes, cursorArgument, uuidArgument } from './arguments.ts';
import type { CourtBuilder } from './builder.ts';
import type { CourtEnums } from './enums.ts';
import type { addRepair } from './repair.ts';
import { readsCases } from './rules.ts';

const TOTAL =
  'How many repairs fit the arguments, whatever the page; counted where it is selected.';

/** Adds `repairs`: to a clerk those of their cases, to a judge all. */
export function addRepairsQuery(
  builder: CourtBuilder,
  enums: CourtEnums,
  Repair: ReturnType<typeof addRepair>,
): void {
  builder.queryField('repairs', (t) =>
    t.connection(
      {
        ...readsCases,
        type: Repair,
        nullable: true,
        description:
          'Repairs in the order of their intake: 20 where neither `first` nor `last` is given, 1,000 ' +
          'at most.',
        args: {
          list: t.arg.id({
            description: 'Only those of one list of parties; `partyLists` has its id.',
          }),
          status: t.arg({ type: enums.repairStatus }),
        },
        resolve: async (_root, args, court) => {
          checkPageSizes(args);
          const narrowed = narrow(court, args.list, args.status);
          const toCursor = ({ sequence }: RepairShape) => String(sequence);
          const page = await lastOfFirst(
            args,
            nullCursors(
              resolveCursorConnection<Promise<RepairShape[]>>(
                { args, toCursor, maxSize: PAGE_SIZE },
                (place) => loadPage(court, narrowed, place),
              ),
            ),
          );
          return { ...page, count: () => countRepairs(court, court.db, narrowed) };
        },
      },
      {
        fields: (of) => ({
          totalCount: of.int({ description: TOTAL, resolve: ({ count }) => count() }),
        }),
      },
    ),
  );
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
  const newerThan = cursorArgument(after, 'after');
  const olderThan = cursorArgument(before, 'before');
  const where = and(
    narrowed,
    newerThan === undefined ? undefined : gt(repair.sequence, newerThan),
    olderThan === undefined ? undefined : lt(repair.sequence, olderThan),
  );
  return loadRepairs(court, court.db, where, { limit, backwards: inverted });
}
