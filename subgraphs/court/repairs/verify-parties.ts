import { authorise } from '../authority/authorise.ts';
import { recordAct } from '../authority/record-act.ts';
import type { CourtContext } from '../court-context.ts';
import { courtTransaction } from '../ledger/court-transaction.ts';
import { issueInquiry } from './issue-inquiry.ts';
import type { InquiryEntry } from './inquiry-terms.ts';
import type { RepairsAsked, RunResult } from './run-repairs.ts';
import { screenedParties } from './screened-parties.ts';
import type { ScreenedParty } from './screened-parties.ts';
import { unknownAmong } from './unknown-among.ts';

/**
 * Puts the elements of these repairs' parties to the agencies and asks for no kind of contact: the
 * agencies answer with verdicts and release nothing else. The repairs stay as they are. It takes the
 * same authority as a repair and counts against the same hour.
 *
 * @throws GraphQLError UNAUTHENTICATED when nobody is signed in.
 */
export async function verifyParties(
  context: CourtContext,
  { ids, asOf, authority, agencies = context.agencies }: RepairsAsked,
): Promise<RunResult> {
  return courtTransaction(context, async (court, tx) => {
    const { granted, refused } = await authorise(court, tx, ids, authority);
    const parties = await screenedParties(court, tx, granted, asOf);
    const terms = {
      ...{ ...authority, hop: 1 as const, followsId: null },
      ...{ asked: [...agencies], asOf, kinds: [] },
    };
    const issued = await issueInquiry(court, tx, terms, parties.map(entryOf));
    await recordAct(tx, court.caller, {
      ...{ kind: 'VERIFY_PARTIES', targetId: issued.id },
      detail: { parties: granted.length, refused: refused.length, purpose: authority.purpose },
    });
    return { ...issued, unknown: unknownAmong(ids, granted, refused), refused };
  });
}

function entryOf({ repairId, asked, screened }: ScreenedParty): InquiryEntry {
  if (asked !== undefined) {
    return { repairId, questions: [asked], state: { asked, flags: [], problems: [] } };
  }
  const { flags, problems } = 'settled' in screened ? screened : { flags: [], problems: [] };
  return { repairId, questions: [], state: { flags, problems } };
}
