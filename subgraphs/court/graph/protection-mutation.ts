import { liftProtection } from '../protection/lift-protection.ts';
import { reasonArgument } from '../../kit/graph/plain-text.ts';
import { uuidArgument } from './arguments.ts';
import type { CourtBuilder } from './builder.ts';
import { InquiryRef } from './inquiry-ref.ts';
import type { addInquiry } from './inquiry.ts';
import { decidesCases } from './rules.ts';

/** Adds `liftProtection`. */
export function addProtectionMutation(
  builder: CourtBuilder,
  Inquiry: ReturnType<typeof addInquiry>,
): void {
  builder.mutationField('liftProtection', (t) =>
    t.field({
      ...decidesCases,
      type: Inquiry,
      nullable: true,
      description:
        'Opens a protected person: once a party as it is written, for a reason that is recorded. ' +
        'The agencies are asked anew, for the purpose and by the document of the inquiry that was ' +
        'stopped. Select `repairs` and `followUp { repairs }` in the same request: what nobody ' +
        'reads lapses, and the one opening with it.',
      args: {
        id: t.arg.id({ required: true, description: 'A repair that is BLOCKED as PROTECTED.' }),
        reason: t.arg.string({ required: true }),
      },
      resolve: async (_root, { id, reason }, court) =>
        new InquiryRef(
          await liftProtection(court, {
            id: uuidArgument(id, 'id'),
            reason: reasonArgument(reason),
          }),
        ),
    }),
  );
}
