import { z } from 'zod';
import { AGENCY_STATUSES } from '../../../schema/contract/codes.ts';
import type { AgencyStatus, ContactKind } from '../../../schema/contract/codes.ts';
import type { Elements, PartyAnswer } from '../../../schema/contract/reply.ts';
import type { RecordingCourt } from '../ledger/court-transaction.ts';
import type { HopReplies } from '../settle/settlement.ts';
import type { InquiryRow } from './find-inquiry.ts';

/** What was asked, and under which inquiry: the one at hand, then those that it goes on with. */
type Asking = { ids: readonly string[] } & Pick<InquiryRow, 'asked' | 'kinds'>;

/** What the gateway handed over of one agency's reply; not trusted in anything. */
export const receivedReplySchema = z.object({
  status: z.enum(AGENCY_STATUSES),
  sealed: z.string().nullish(),
});

export type ReceivedReplies = Record<string, z.infer<typeof receivedReplySchema>>;

type OpenedReply = {
  status: AgencyStatus;
  /** Of the kinds that were asked for. */
  withheld: ContactKind[];
  answers: Map<string, PartyAnswer[]>;
  verdicts: Map<string, Elements>;
};

/** One hop's replies, opened; ask it for the part that speaks of one party. */
export type OpenedReplies = {
  of: (partyRef: string) => HopReplies;
  /** In a pure verification. */
  verdictsOf: (
    partyRef: string,
  ) => Map<string, { status: AgencyStatus; elements: Elements | undefined }>;
};

/**
 * Opens the reply of every agency that was asked. One that is missing, cannot be opened, or answers
 * another inquiry counts as unavailable: its silence says nothing about any party.
 */
export async function readReplies(
  court: RecordingCourt,
  { ids, asked, kinds }: Asking,
  received: ReceivedReplies,
): Promise<OpenedReplies> {
  const opened = await Promise.all(
    asked.map(async (agency) => {
      const reply = await openOne(court, ids, agency, received[agency]);
      const withheld = reply.withheld.filter((kind) => kinds.includes(kind));
      return [agency, { ...reply, withheld }] as const;
    }),
  );
  const each = <Part>(part: (reply: OpenedReply) => Part): Map<string, Part> =>
    new Map(opened.map(([agency, reply]) => [agency, part(reply)]));
  return {
    of: (ref) =>
      each(({ status, answers, withheld }) => ({
        ...{ status, withheld },
        answers: answers.get(ref) ?? [],
      })),
    verdictsOf: (ref) => each(({ status, verdicts }) => ({ status, elements: verdicts.get(ref) })),
  };
}

async function openOne(
  court: RecordingCourt,
  inquiryIds: readonly string[],
  agency: string,
  received: ReceivedReplies[string] | undefined,
): Promise<OpenedReply> {
  if (received === undefined) return silent('UNAVAILABLE');
  if (received.status !== 'ANSWERED') return silent(received.status);
  const result = await court.openReply(agency, received.sealed ?? '', inquiryIds);
  if (!result.ok) {
    const [inquiry] = inquiryIds;
    const { code } = result;
    court.log.warn({ agency, inquiryId: inquiry, code }, 'a reply was not accepted');
    court.note({ event: 'REPLY_REJECTED', inquiry, outcome: code, detail: { agency } });
    return silent('UNAVAILABLE');
  }
  const { answers, verdicts = [], withheld = [] } = result.reply;
  return {
    ...{ status: 'ANSWERED', withheld },
    answers: Map.groupBy(answers, partyRefOf),
    verdicts: new Map(verdicts.map(({ ref, elements }) => [ref, elements])),
  };
}

function silent(status: AgencyStatus): OpenedReply {
  return { status, withheld: [], answers: new Map(), verdicts: new Map() };
}

/** A second hop asks `12-1`, `12-2` of the party that the first hop called `12`. */
function partyRefOf(answer: PartyAnswer): string {
  return answer.ref.split('-', 1)[0] ?? answer.ref;
}
