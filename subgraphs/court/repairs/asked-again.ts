import type { CourtContext } from '../court-context.ts';
import type { InquiryRow } from './find-inquiry.ts';

/**
 * Whom to ask when a question is put once more: those who were asked before, as far as the court
 * still knows them. Who was left out then has not been given anything to say since.
 */
export function askedAgain(court: CourtContext, { asked }: Pick<InquiryRow, 'asked'>): string[] {
  return asked.filter((code) => court.agencies.includes(code));
}
