import { addAuditField } from '../../kit/audit/audit-field.ts';
import { addAgencyReply } from '../../kit/graph/agency-reply.ts';
import { MergesDirective } from '../../kit/graph/merges-directive.ts';
import { COURT_CODE } from '../court-code.ts';
import { addAuthorityMutations } from './authority-mutations.ts';
import { createCourtBuilder } from './builder.ts';
import { addCase } from './case.ts';
import { addCaseMutations } from './case-mutations.ts';
import { addConflicts } from './conflict.ts';
import { addEnums } from './enums.ts';
import { guardFields } from './guard-fields.ts';
import { addInquiry } from './inquiry.ts';
import { addInquiryMutations } from './inquiry-mutations.ts';
import { addMe } from './me.ts';
import { addProtectionMutation } from './protection-mutation.ts';
import { addPseudonymQuery } from './pseudonym-query.ts';
import { addQueries } from './queries.ts';
import { addRepair } from './repair.ts';
import { addRevealMutation } from './reveal-mutation.ts';
import { addReviewMutation } from './review-mutation.ts';
import { addSharedTypes } from './shared-types.ts';
import { addVerification } from './verification.ts';

/** The court's part of the graph. */
export function courtSchema() {
  const builder = createCourtBuilder();
  const { status, reply } = addAgencyReply(builder);
  addAuditField(builder, COURT_CODE, reply);
  const enums = addEnums(builder, status);
  const shared = addSharedTypes(builder, enums);
  const Repair = addRepair(builder, enums, shared);
  const Case = addCase(builder, enums, Repair);
  const Verification = addVerification(builder, enums, shared);
  const Inquiry = addInquiry(builder, enums, { Repair, Verification });
  addMe(builder);
  addPseudonymQuery(builder);
  addQueries(builder, enums, { Case, Repair });
  builder.mutationType({});
  addInquiryMutations(builder, enums, Inquiry);
  addAuthorityMutations(builder);
  addReviewMutation(builder, enums, { Inquiry, Repair });
  addRevealMutation(builder);
  addConflicts(builder);
  addProtectionMutation(builder, Inquiry);
  addCaseMutations(builder, Case);
  return guardFields(builder.toSubGraphSchema({ directives: [MergesDirective] }));
}
