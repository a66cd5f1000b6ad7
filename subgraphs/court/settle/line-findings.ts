import { DEAD_LINE_STATES } from '../../../schema/contract/codes.ts';
import type { LineState } from '../../../schema/contract/codes.ts';
import type { AnsweredQuestion } from './hop-answers.ts';

/** What registers of lines said of phones, in either hop. */
export type LineFindings = {
  /** Cancelled, or never given out: nobody is reached there. */
  dead: ReadonlySet<string>;
  /** The party's own, out of use for the time being. */
  suspended: ReadonlySet<string>;
};

/**
 * What was said of each asked phone and of each that a match brought, in whichever hop. One register
 * that calls a number dead is enough; a silent or an older word does not revive it.
 */
export function lineFindings(answered: readonly AnsweredQuestion[]): LineFindings {
  const lines = answered.flatMap(linesOf);
  const those = (fits: (state: LineState) => boolean) =>
    new Set(lines.flatMap(({ phone, state }) => (fits(state) ? [phone] : [])));
  return { dead: those(isDead), suspended: those((state) => state === 'SUSPENDED') };
}

/** Of such a line nobody answers. */
export function isDead(state: LineState): boolean {
  return DEAD_LINE_STATES.includes(state);
}

function linesOf({ question, answer }: AnsweredQuestion): { phone: string; state: LineState }[] {
  const asked =
    question.phone === undefined || answer.line === undefined
      ? []
      : [{ phone: question.phone, state: answer.line.state }];
  const brought = answer.outcome === 'MATCHED' ? answer.contacts : [];
  const leads = brought.flatMap(({ kind, value, lineState }) =>
    kind === 'PHONE' && lineState !== undefined ? [{ phone: value, state: lineState }] : [],
  );
  return [...asked, ...leads];
}
