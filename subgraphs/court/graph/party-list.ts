import { resolveCursorConnection } from '@pothos/plugin-relay';
import type { ResolveCursorConnectionArgs } from '@pothos/plugin-relay';
import { lastOfFirst } from '../../kit/graph/last-of-first.ts';
import { nullCursors } from '../../kit/graph/null-cursors.ts';
import type { CourtContext } from '../court-context.ts';
import { countPartyLists, loadPartyLists } from '../intake/load-party-lists.ts';
import type { ListApproval, PartyListShape } from '../intake/load-party-lists.ts';
import { PAGE_SIZE, checkPageSizes, cursorArgument } from './arguments.ts';
import type { CourtBuilder } from './builder.ts';
import { carriesCases, readsCases } from './rules.ts';

const TOTAL = 'How many lists there are to you, whatever the page; counted where it is selected.';

/** Adds `PartyList` and `partyLists`: where the ids come from by which lists are assigned and approved. */
export function addPartyLists(builder: CourtBuilder): void {
  const PartyList = addPartyList(builder);
  builder.queryField('partyLists', (t) =>
    t.connection(
      {
        ...readsCases,
        type: PartyList,
        nullable: true,
        description:
          'Lists of parties that were taken in, the newest first: to a judge all, to a clerk those ' +
          'that name a case of theirs. 20 where neither `first` nor `last` is given, 1,000 at most.',
        resolve: async (_root, args, court) => {
          checkPageSizes(args);
          const toCursor = ({ sequence }: PartyListShape) => String(sequence);
          const page = await lastOfFirst(
            args,
            nullCursors(
              resolveCursorConnection<Promise<PartyListShape[]>>(
                { args, toCursor, maxSize: PAGE_SIZE },
                (place) => loadPage(court, place),
              ),
            ),
          );
          return { ...page, count: () => countPartyLists(court) };
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

function loadPage(
  court: CourtContext,
  { before, after, limit, inverted }: ResolveCursorConnectionArgs,
): Promise<PartyListShape[]> {
  return loadPartyLists(court, {
    ...{ limit, inverted },
    olderThan: cursorArgument(after, 'after'),
    newerThan: cursorArgument(before, 'before'),
  });
}

function addPartyList(builder: CourtBuilder) {
  const approval = addListApproval(builder);
  return builder.objectRef<PartyListShape>('PartyList').implement({
    ...carriesCases,
    description:
      'A list of parties that was taken in, as far as you may know of it; `repairs(list:)` gives its ' +
      'parties.',
    fields: (t) => ({
      id: t.exposeID('id'),
      takenInAt: t.field({ type: 'DateTime', resolve: ({ takenInAt }) => new Date(takenInAt) }),
      parties: t.exposeInt('parties', { description: 'How many parties of the cases below.' }),
      caseNos: t.exposeStringList('caseNos', {
        description:
          'Cases that it names, in its order: to a judge all, to a clerk those assigned to them.',
      }),
      approvals: t.field({
        type: [approval],
        description: 'To a judge all, to a clerk those for themselves; the newest first.',
        resolve: (list) => list.approvals,
      }),
    }),
  });
}

function addListApproval(builder: CourtBuilder) {
  return builder.objectRef<ListApproval>('ListApproval').implement({
    ...carriesCases,
    description: 'That a judge approved a list as a batch; see `approveBatch`.',
    fields: (t) => ({
      clerk: t.exposeString('clerk', { description: 'The subject of their account.' }),
      approvedAt: t.field({ type: 'DateTime', resolve: ({ approvedAt }) => new Date(approvedAt) }),
      expiresAt: t.field({
        type: 'DateTime',
        description: 'From then on its parties count against the hour again.',
        resolve: ({ expiresAt }) => new Date(expiresAt),
      }),
    }),
  });
}
