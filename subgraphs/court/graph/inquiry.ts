import { eq } from 'drizzle-orm';
import { z } from 'zod';
import type { CourtContext } from '../court-context.ts';
import { loadRepairs, withFindings } from '../repairs/load-repairs.ts';
import { receivedReplySchema } from '../repairs/read-replies.ts';
import type { ReceivedReplies } from '../repairs/read-replies.ts';
import { readVerifications } from '../repairs/read-verifications.ts';
import type { VerificationShape } from '../repairs/read-verifications.ts';
import type { RepairShape } from '../repairs/repair-shape.ts';
import { settleInquiry } from '../repairs/settle-inquiry.ts';
import type { InquiryOutcome } from '../repairs/settle-inquiry.ts';
import { repair } from '../tables.ts';
import type { CourtBuilder } from './builder.ts';
import type { addRepair } from './repair.ts';
import type { addVerification } from './verification.ts';

/** An inquiry as the graph hands it about: the envelope, and what has come back for it. */
export class InquiryRef {
  readonly envelope: string;
  /** Ids a caller named that stand for no repair; told once, by the mutation. */
  readonly unknown: string[];
  readonly #received: ReceivedReplies;
  #outcome: Promise<InquiryOutcome> | undefined;

  constructor(envelope: string, unknown: string[] = [], received: ReceivedReplies = {}) {
    this.envelope = envelope;
    this.unknown = unknown;
    this.#received = received;
  }

  /** Settled at most once a reference, whichever of the merging fields asks first. */
  outcome(court: CourtContext): Promise<InquiryOutcome> {
    this.#outcome ??= settleInquiry(court, this.envelope, this.#received);
    return this.#outcome;
  }

  /** The repairs that this hop settled. */
  async repairs(court: CourtContext): Promise<RepairShape[]> {
    const { inquiryId, findings } = await this.outcome(court);
    return findings === undefined
      ? loadRepairs(court.db, eq(repair.settledBy, inquiryId))
      : withFindings(court.db, inquiryId, findings);
  }

  verifications(court: CourtContext): Promise<VerificationShape[]> {
    return readVerifications(court, this.envelope, this.#received);
  }
}

const representationSchema = z.looseObject({ envelope: z.string() });

/** Every field of the representation that has the form of an agency's reply. */
function inquiryFrom(representation: unknown): InquiryRef {
  const { envelope, ...fields } = representationSchema.parse(representation);
  const received = Object.entries(fields).flatMap(([agency, value]) => {
    const reply = receivedReplySchema.safeParse(value);
    return reply.success ? [[agency, reply.data] as const] : [];
  });
  return new InquiryRef(envelope, [], Object.fromEntries(received));
}

/** Adds `Inquiry`, which every agency extends with its reply and the court merges. */
export function addInquiry(
  builder: CourtBuilder,
  Repair: ReturnType<typeof addRepair>,
  Verification: ReturnType<typeof addVerification>,
) {
  const merges = { merges: { fields: 'status sealed' } };
  const Inquiry = builder.objectRef<InquiryRef>('Inquiry');
  Inquiry.implement({
    description: 'One question put to agencies about one or more parties (协查).',
    fields: (t) => ({
      envelope: t.exposeID('envelope', { inaccessible: true }),
      unknownIds: t.exposeIDList('unknown', {
        description: 'Ids that stand for no repair; the others were run.',
      }),
      repairs: t.field({
        type: [Repair],
        nullable: true,
        directives: merges,
        description: 'The repairs that this hop settled; the others come with `followUp`.',
        resolve: (inquiry, _args, court) => inquiry.repairs(court),
      }),
      verifications: t.field({
        type: [Verification],
        nullable: true,
        directives: merges,
        description: 'What a pure verification brought, told once; empty for any other inquiry.',
        resolve: (inquiry, _args, court) => inquiry.verifications(court),
      }),
      followUp: t.field({
        type: Inquiry,
        nullable: true,
        directives: merges,
        description: 'The second hop; null when there is nothing to follow.',
        resolve: async (inquiry, _args, court) => {
          const { followUp } = await inquiry.outcome(court);
          return followUp === null ? null : new InquiryRef(followUp);
        },
      }),
    }),
  });
  builder.asEntity(Inquiry, {
    key: builder.selection<{ envelope: string }>('envelope'),
    resolveReference: inquiryFrom,
  });
  return Inquiry;
}
