import { CONFLICT_MEANINGS } from '../../../schema/contract/code-meanings.ts';
import { approveConflict } from '../conflicts/approve-conflict.ts';
import { listConflicts } from '../conflicts/list-conflicts.ts';
import type { ConflictShape } from '../conflicts/list-conflicts.ts';
import { describedValues } from '../../kit/graph/described-values.ts';
import { reasonArgument } from '../../kit/graph/plain-text.ts';
import { uuidArgument } from './arguments.ts';
import type { CourtBuilder } from './builder.ts';
import { decidesCases } from './rules.ts';

/** Adds `Conflict`, `conflicts` and `approveConflict`. */
export function addConflicts(builder: CourtBuilder): void {
  const Conflict = addConflict(builder);
  builder.queryField('conflicts', (t) =>
    t.field({
      ...decidesCases,
      type: [Conflict],
      nullable: true,
      description:
        'What clerks and parties of live cases have in common and nobody has approved, the oldest ' +
        'first, a thousand at most.',
      resolve: (_root, _args, court) => listConflicts(court),
    }),
  );
  builder.mutationField('approveConflict', (t) =>
    t.field({
      ...decidesCases,
      type: Conflict,
      nullable: true,
      description:
        'Lets the clerk go on in spite of the conflict. Somebody else than the clerk must do it; ' +
        'the reason is recorded.',
      args: {
        id: t.arg.id({ required: true }),
        reason: t.arg.string({ required: true }),
      },
      resolve: (_root, { id, reason }, court) =>
        approveConflict(court, { id: uuidArgument(id, 'id'), reason: reasonArgument(reason) }),
    }),
  );
}

function addConflict(builder: CourtBuilder) {
  const ground = builder.enumType('ConflictGround', {
    description: 'What a clerk and a party have in common.',
    values: describedValues(CONFLICT_MEANINGS),
  });
  return builder.objectRef<ConflictShape>('Conflict').implement({
    description: 'A clerk and a party who have something in common; it stops the clerk.',
    fields: (t) => ({
      id: t.exposeID('id'),
      repairId: t.exposeID('repairId'),
      caseNo: t.exposeString('caseNo'),
      partyRef: t.exposeString('partyRef'),
      clerk: t.exposeString('clerk', { description: 'The subject of their account.' }),
      ground: t.expose('ground', { type: ground }),
      foundAt: t.expose('foundAt', { type: 'DateTime' }),
      approvedBy: t.exposeString('approvedBy', { nullable: true }),
      approvedAt: t.expose('approvedAt', { type: 'DateTime', nullable: true }),
    }),
  });
}
