import { z } from 'zod';
import type { RefusedRepair } from '../authority/authorise.ts';
import { receivedReplySchema } from '../repairs/read-replies.ts';
import type { CourtBuilder } from './builder.ts';
import type { CourtEnums } from './enums.ts';
import { InquiryRef } from './inquiry-ref.ts';
import type { addRepair } from './repair.ts';
import { carriesCases, readsCases } from './rules.ts';
import type { addVerification } from './verification.ts';

type Types = {
  Repair: ReturnType<typeof addRepair>;
  Verification: ReturnType<typeof addVerification>;
};

const representationSchema = z.looseObject({ envelope: z.string() });

/** Every field of the representation that has the form of an agency's reply. */
function inquiryFrom(representation: unknown): InquiryRef {
  const { envelope, ...fields } = representationSchema.parse(representation);
  const received = Object.entries(fields).flatMap(([agency, value]) => {
    const reply = receivedReplySchema.safeParse(value);
    return reply.success ? [[agency, reply.data] as const] : [];
  });
  return new InquiryRef({ envelope }, Object.fromEntries(received));
}

/** Adds `Inquiry`, which every agency extends with its reply and the court merges. */
export function addInquiry(builder: CourtBuilder, enums: CourtEnums, types: Types) {
  const refused = addRefusedRepair(builder, enums);
  const Inquiry = builder.objectRef<InquiryRef>('Inquiry');
  Inquiry.implement({
    description: 'One question put to agencies about one or more parties (协查).',
    fields: (t) => ({
      envelope: t.exposeID('envelope', { inaccessible: true }),
      unknownIds: t.exposeIDList('unknown', {
        ...readsCases,
        description: 'Ids that stand for no repair; the others were run.',
      }),
      refused: t.field({
        ...readsCases,
        type: [refused],
        description: 'Repairs that the caller may not put to agencies; the others were run.',
        resolve: (inquiry) => inquiry.refused,
      }),
      followUp: t.field({
        ...mergesReplies,
        type: Inquiry,
        nullable: true,
        description: 'The second hop; null when there is nothing to follow.',
        resolve: async (inquiry, _args, court) => {
          const { followUp } = await inquiry.outcome(court);
          return followUp === null ? null : new InquiryRef({ envelope: followUp });
        },
      }),
    }),
  });
  addOutcome(builder, Inquiry, types);
  builder.asEntity(Inquiry, {
    key: builder.selection<{ envelope: string }>('envelope'),
    resolveReference: inquiryFrom,
  });
  return Inquiry;
}

/** For a field that every agency's reply flows into. */
const mergesReplies = { ...readsCases, directives: { merges: { fields: 'status sealed' } } };

function addOutcome(
  builder: CourtBuilder,
  Inquiry: ReturnType<typeof addInquiry>,
  { Repair, Verification }: Types,
): void {
  builder.objectFields(Inquiry, (t) => ({
    repairs: t.field({
      ...mergesReplies,
      type: [Repair],
      nullable: true,
      description: 'The repairs that this hop settled; the others come with `followUp`.',
      resolve: (inquiry, _args, court) => inquiry.repairs(court),
    }),
    verifications: t.field({
      ...mergesReplies,
      type: [Verification],
      nullable: true,
      description: 'What a pure verification brought, told once; empty for any other inquiry.',
      resolve: (inquiry, _args, court) => inquiry.verifications(court),
    }),
  }));
}

function addRefusedRepair(builder: CourtBuilder, enums: CourtEnums) {
  return builder.objectRef<RefusedRepair>('RefusedRepair').implement({
    ...carriesCases,
    description: 'A repair that the caller may not put to agencies.',
    fields: (t) => ({
      id: t.exposeID('id'),
      problem: t.expose('problem', { type: enums.authorityProblem }),
    }),
  });
}
