import { endCase } from '../case/end-case.ts';
import type { CaseEnd } from '../case/end-case.ts';
import { reasonArgument } from '../../kit/graph/plain-text.ts';
import { caseNoArgument } from './arguments.ts';
import type { CourtBuilder } from './builder.ts';
import type { addCase } from './case.ts';
import { decidesAndReadsCases } from './rules.ts';

const ENDS = {
  withdrawCase: {
    end: 'WITHDRAWN',
    description: 'Ends a case that should not have been asked about, or is asked about no more.',
  },
  closeCase: { end: 'CLOSED', description: 'Ends a case that is done.' },
} as const satisfies Record<string, { end: CaseEnd; description: string }>;

const WHAT_FOLLOWS =
  ' At once nothing of it is asked, settled or read any more; its contacts are deleted. Who asked ' +
  'for what, and what was revealed, stays on record, with the reason.';

/** Adds `withdrawCase` and `closeCase`. */
export function addCaseMutations(builder: CourtBuilder, Case: ReturnType<typeof addCase>): void {
  builder.mutationFields((t) => {
    const field = ({ end, description }: (typeof ENDS)[keyof typeof ENDS]) =>
      t.field({
        ...decidesAndReadsCases,
        type: Case,
        nullable: true,
        description: description + WHAT_FOLLOWS,
        args: {
          caseNo: t.arg.string({ required: true }),
          reason: t.arg.string({ required: true }),
        },
        resolve: (_root, { caseNo, reason }, court) =>
          endCase(court, { caseNo: caseNoArgument(caseNo), reason: reasonArgument(reason), end }),
      });
    return { withdrawCase: field(ENDS.withdrawCase), closeCase: field(ENDS.closeCase) };
  });
}
