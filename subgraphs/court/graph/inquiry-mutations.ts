import { PARTIES_PER_ENVELOPE } from '../../../schema/contract/warrant.ts';
import type { CourtContext } from '../court-context.ts';
import { runRepairs } from '../repairs/run-repairs.ts';
import { today } from '../repairs/today.ts';
import { verifyParties } from '../repairs/verify-parties.ts';
import { badArgument } from '../../kit/graph/graph-error.ts';
import { uuidArgument } from './arguments.ts';
import type { CourtBuilder } from './builder.ts';
import { InquiryRef } from './inquiry.ts';
import type { addInquiry } from './inquiry.ts';

type Asked = { ids: readonly string[]; asOf?: string | null | undefined };

/** Adds `runRepairs` and `verifyParties`, which both put parties to the agencies. */
export function addInquiryMutations(
  builder: CourtBuilder,
  Inquiry: ReturnType<typeof addInquiry>,
): void {
  builder.mutationFields((t) => {
    const args = {
      ids: t.arg.idList({ required: true, description: 'Repairs, a thousand at most.' }),
      asOf: t.arg({
        type: 'Date',
        description: 'The day against which ages and terms are judged; today in China if left out.',
      }),
    };
    return {
      runRepairs: t.field({
        type: Inquiry,
        args,
        description:
          'Puts the parties of these repairs to the agencies in one inquiry. Select `repairs` and ' +
          '`followUp { repairs }` in the same request: what nobody reads lapses.',
        resolve: (_root, asked, court) => putToAgencies(runRepairs, court, asked),
      }),
      verifyParties: t.field({
        type: Inquiry,
        args,
        description:
          'Asks the agencies how the elements of these parties compare, and for no contact. ' +
          'Select `verifications` in the same request.',
        resolve: (_root, asked, court) => putToAgencies(verifyParties, court, asked),
      }),
    };
  });
}

async function putToAgencies(
  put: typeof verifyParties,
  court: CourtContext,
  asked: Asked,
): Promise<InquiryRef> {
  if (asked.ids.length === 0) throw badArgument('ids', 'EMPTY');
  if (asked.ids.length > PARTIES_PER_ENVELOPE) throw badArgument('ids', 'TOO_MANY');
  const ids = asked.ids.map((id) => uuidArgument(id, 'ids'));
  const { envelope, unknown } = await put(court, ids, asked.asOf ?? today(court.now()));
  return new InquiryRef(envelope, unknown);
}
