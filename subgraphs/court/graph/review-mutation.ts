import { DECISION_MEANINGS } from '../../../schema/contract/code-meanings.ts';
import type { RepairShape } from '../repairs/repair-shape.ts';
import { allow } from '../../kit/graph/allow.ts';
import { describedValues } from '../../kit/graph/described-values.ts';
import { decideReview } from '../review/decide-review.ts';
import { reasonArgument } from '../../kit/graph/plain-text.ts';
import { uuidArgument } from './arguments.ts';
import type { CourtBuilder } from './builder.ts';
import type { CourtEnums } from './enums.ts';
import { InquiryRef } from './inquiry-ref.ts';
import type { addInquiry } from './inquiry.ts';
import type { addRepair } from './repair.ts';
import { carriesCases } from './rules.ts';

type Types = { Inquiry: ReturnType<typeof addInquiry>; Repair: ReturnType<typeof addRepair> };
type ReviewResult = { repair: RepairShape; inquiry: InquiryRef | null };

/** Adds `decideReview`. */
export function addReviewMutation(
  builder: CourtBuilder,
  enums: CourtEnums,
  { Inquiry, Repair }: Types,
): void {
  const decision = builder.enumType('ReviewDecision', {
    description: 'What a person decides about a repair that needs review.',
    values: describedValues(DECISION_MEANINGS),
  });
  const result = builder.objectRef<ReviewResult>('ReviewResult').implement({
    ...carriesCases,
    description: 'What followed from a decision.',
    fields: (t) => ({
      repair: t.expose('repair', {
        type: Repair,
        description:
          'As the decision leaves it: `OPEN` after CONFIRM, until `inquiry` has settled it. A cache ' +
          'that goes by ids takes the one under `inquiry` as the later.',
      }),
      inquiry: t.expose('inquiry', {
        type: Inquiry,
        nullable: true,
        description: 'After CONFIRM: the inquiry that carries the decision to the agencies.',
      }),
    }),
  });
  builder.mutationField('decideReview', (t) =>
    t.field({
      ...allow({ roles: ['CLERK'], scope: ['repair:run', 'case:read'] }),
      type: result,
      nullable: true,
      description: 'Decides a repair that needs review. The reason is recorded.',
      args: {
        id: t.arg.id({ required: true }),
        decision: t.arg({ type: decision, required: true }),
        reason: t.arg.string({ required: true }),
      },
      resolve: async (_root, args, court) => {
        const { repair, envelope } = await decideReview(court, {
          id: uuidArgument(args.id, 'id'),
          decision: args.decision,
          reason: reasonArgument(args.reason),
        });
        return { repair, inquiry: envelope === null ? null : new InquiryRef({ envelope }) };
      },
    }),
  );
}
