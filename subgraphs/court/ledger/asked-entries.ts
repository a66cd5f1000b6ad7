import { createHash } from 'node:crypto';
import { COURT_CODE } from '../court-code.ts';
import type { CourtContext } from '../court-context.ts';
import type { InquiryEntry, InquiryTerms } from '../repairs/inquiry-terms.ts';
import type { CourtEntry } from './court-transaction.ts';

/** One entry a party that an inquiry puts to agencies, however many questions it asks of them. */
export function askedEntries(
  { ledger, pseudonymOf }: Pick<CourtContext, 'ledger' | 'pseudonymOf'>,
  inquiry: string,
  terms: InquiryTerms,
  entries: readonly InquiryEntry[],
): CourtEntry[] {
  const { askedBy, role, hop, kinds, legalBasis, asked: agencies, purpose, resumes } = terms;
  const said = {
    ...{ court: COURT_CODE, role, hop, kinds, agencies },
    basis: createHash('sha256').update(legalBasis).digest('base64url'),
    pseudonym: pseudonymOf(askedBy),
    ...(resumes && { resumes: resumes.id }),
  };
  return entries.flatMap(({ repairId: repair, questions, state: { asked } }) => {
    if (asked === undefined || questions.length === 0) return [];
    // a second hop may ask by an ID number that the first one discovered
    const id = questions.find((question) => question.id !== undefined)?.id;
    const person = ledger.personOf({ id, phone: asked.phone });
    const { caseNo } = asked;
    const detail = { ...said, repair };
    return [{ event: 'INQUIRY_ASKED' as const, inquiry, person, caseNo, purpose, detail }];
  });
}
