import { eq } from 'drizzle-orm';
import type { RefusedRepair } from '../authority/authorise.ts';
import type { CourtContext } from '../court-context.ts';
import { loadRepairs, withFindings } from '../repairs/load-repairs.ts';
import type { ReceivedReplies } from '../repairs/read-replies.ts';
import { readVerifications } from '../repairs/read-verifications.ts';
import type { VerificationShape } from '../repairs/read-verifications.ts';
import type { RepairShape } from '../repairs/repair-shape.ts';
import type { RunResult } from '../repairs/run-repairs.ts';
import { settleInquiry } from '../repairs/settle-inquiry.ts';
import type { InquiryOutcome } from '../repairs/settle-inquiry.ts';
import { repair } from '../tables.ts';

type Issued = Pick<RunResult, 'envelope'> & Partial<Pick<RunResult, 'unknown' | 'refused'>>;

/** An inquiry as the graph hands it about: the envelope, and what has come back for it. */
export class InquiryRef {
  readonly envelope: string;
  /** Ids a caller named that stand for no repair; told once, by the mutation. */
  readonly unknown: string[];
  /** Repairs a caller named and may not ask about; told once, by the mutation. */
  readonly refused: RefusedRepair[];
  readonly #received: ReceivedReplies;
  #outcome: Promise<InquiryOutcome> | undefined;

  constructor(issued: Issued, received: ReceivedReplies = {}) {
    this.envelope = issued.envelope;
    this.unknown = issued.unknown ?? [];
    this.refused = issued.refused ?? [];
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
      ? loadRepairs(court, court.db, eq(repair.settledBy, inquiryId))
      : withFindings(court, court.db, inquiryId, findings);
  }

  verifications(court: CourtContext): Promise<VerificationShape[]> {
    return readVerifications(court, this.envelope, this.#received);
  }
}
