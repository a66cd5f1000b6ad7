import { z } from 'zod';
import { AGENCY_STATUSES, CONTACT_KINDS, REPAIR_FLAGS } from '../../../schema/contract/codes.ts';
import { INPUT_FIELDS, INPUT_REASONS } from '../../../schema/contract/input-problems.ts';
import { partyAnswerSchema } from '../../../schema/contract/reply.ts';
import { askedPartySchema } from '../../../schema/contract/warrant.ts';

/** What the court must remember of one party while an inquiry is under way. Kept sealed. */
export const inquiryStateSchema = z.object({
  /** As the first hop asked. */
  asked: askedPartySchema,
  /** What each agency answered in the first hop, where this is the second. */
  first: z
    .record(
      z.string(),
      z.object({
        status: z.enum(AGENCY_STATUSES),
        answers: z.array(partyAnswerSchema),
        withheld: z.array(z.enum(CONTACT_KINDS)),
      }),
    )
    .optional(),
});

export type InquiryState = z.infer<typeof inquiryStateSchema>;

/** The same for a pure verification, which also reports who could not be asked about. */
export const verificationStateSchema = z.object({
  asked: askedPartySchema.optional(),
  flags: z.array(z.enum(REPAIR_FLAGS)),
  problems: z.array(z.object({ field: z.enum(INPUT_FIELDS), reason: z.enum(INPUT_REASONS) })),
});

export type VerificationState = z.infer<typeof verificationStateSchema>;
