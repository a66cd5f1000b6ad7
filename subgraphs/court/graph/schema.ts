import { MergesDirective } from '../../kit/graph/merges-directive.ts';
import { createCourtBuilder } from './builder.ts';
import { addEnums } from './enums.ts';
import { addInquiry } from './inquiry.ts';
import { addInquiryMutations } from './inquiry-mutations.ts';
import { addQueries } from './queries.ts';
import { addRepair } from './repair.ts';
import { addRevealMutation } from './reveal-mutation.ts';
import { addReviewMutation } from './review-mutation.ts';
import { addSharedTypes } from './shared-types.ts';
import { addVerification } from './verification.ts';

/** The court's part of the graph. */
export function courtSchema() {
  const builder = createCourtBuilder();
  const enums = addEnums(builder);
  const shared = addSharedTypes(builder, enums);
  const Repair = addRepair(builder, enums, shared);
  const Inquiry = addInquiry(builder, Repair, addVerification(builder, enums, shared));
  addQueries(builder, enums, Repair);
  builder.mutationType({});
  addInquiryMutations(builder, Inquiry);
  addReviewMutation(builder, enums, { Inquiry, Repair });
  addRevealMutation(builder);
  return builder.toSubGraphSchema({ directives: [MergesDirective] });
}
