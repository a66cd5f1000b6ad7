import { DEFAULT_PURPOSE, LEGAL_BASIS } from '../court-context.ts';
import type { CourtContext } from '../court-context.ts';
import { issueInquiry } from './issue-inquiry.ts';
import type { InquiryEntry } from './issue-inquiry.ts';
import type { RunResult } from './run-repairs.ts';
import { screenedParties, unknownAmong } from './screened-parties.ts';
import type { ScreenedParty } from './screened-parties.ts';

/**
 * Puts the elements of these repairs' parties to the agencies and asks for no kind of contact: the
 * agencies answer with verdicts and release nothing else. The repairs stay as they are.
 */
export async function verifyParties(
  court: CourtContext,
  ids: readonly string[],
  asOf: string,
): Promise<RunResult> {
  return court.db.transaction(async (tx) => {
    const parties = await screenedParties(court, tx, ids, asOf);
    const terms = {
      ...{ hop: 1 as const, followsId: null, asked: [...court.agencies], asOf },
      ...{ kinds: [], purpose: DEFAULT_PURPOSE, legalBasis: LEGAL_BASIS },
    };
    const issued = await issueInquiry(court, tx, terms, parties.map(entryOf));
    return { ...issued, unknown: unknownAmong(ids, parties) };
  });
}

function entryOf({ repairId, asked, screened }: ScreenedParty): InquiryEntry {
  if (asked !== undefined) {
    return { repairId, questions: [asked], state: { asked, flags: [], problems: [] } };
  }
  const { flags, problems } = 'settled' in screened ? screened : { flags: [], problems: [] };
  return { repairId, questions: [], state: { flags, problems } };
}
