import { approveBatch } from '../authority/approve-batch.ts';
import type { ApprovedBatchShape } from '../authority/approve-batch.ts';
import { assignClerk } from '../authority/assign-clerk.ts';
import type { Assignable } from '../authority/assign-clerk.ts';
import { badArgument } from '../../kit/graph/graph-error.ts';
import { reasonArgument } from '../../kit/graph/plain-text.ts';
import { caseNoArgument, subjectArgument, uuidArgument } from './arguments.ts';
import type { CourtBuilder } from './builder.ts';
import { decidesCases } from './rules.ts';

/** Adds `assignClerk` and `approveBatch`: what a judge decides before a clerk may ask. */
export function addAuthorityMutations(builder: CourtBuilder): void {
  const batch = builder.objectRef<ApprovedBatchShape>('ApprovedBatch').implement({
    description: 'A list whose parties do not count against a clerk’s hour while it holds.',
    fields: (t) => ({
      id: t.exposeID('id', { description: 'Of the approval; the list keeps its own.' }),
      parties: t.exposeInt('parties'),
      expiresAt: t.expose('expiresAt', { type: 'DateTime' }),
    }),
  });
  builder.mutationFields((t) => ({
    assignClerk: t.int({
      ...decidesCases,
      nullable: true,
      description:
        'Has a clerk work on one case, or on all live cases of a list. How many cases are new.',
      args: {
        list: t.arg.id({ description: 'Either a list of parties, as `partyLists` has it,' }),
        caseNo: t.arg.string({ description: 'or the number of one case.' }),
        clerk: t.arg.string({ required: true, description: 'The subject of their account.' }),
      },
      resolve: (_root, args, court) =>
        assignClerk(court, assignable(args), subjectArgument(args.clerk, 'clerk')),
    }),
    approveBatch: t.field({
      ...decidesCases,
      type: batch,
      nullable: true,
      description:
        'Lets a clerk ask about all parties of a list, for a day, without counting them against ' +
        'the hour. The reason is recorded.',
      args: {
        list: t.arg.id({ required: true, description: 'As `partyLists` has it.' }),
        clerk: t.arg.string({ required: true, description: 'The subject of their account.' }),
        reason: t.arg.string({ required: true }),
      },
      resolve: (_root, { list, clerk, reason }, court) =>
        approveBatch(court, {
          list: uuidArgument(list, 'list'),
          clerk: subjectArgument(clerk, 'clerk'),
          reason: reasonArgument(reason),
        }),
    }),
  }));
}

type Named = { list?: string | null | undefined; caseNo?: string | null | undefined };

/** @throws GraphQLError BAD_USER_INPUT unless exactly one of them is given. */
function assignable({ list, caseNo }: Named): Assignable {
  if (typeof list === 'string' && typeof caseNo !== 'string') {
    return { list: uuidArgument(list, 'list') };
  }
  if (typeof caseNo === 'string' && typeof list !== 'string') {
    return { caseNo: caseNoArgument(caseNo) };
  }
  throw badArgument('list', 'ONE_OF_TWO');
}
