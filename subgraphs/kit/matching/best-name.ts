import { NAME_REASONS } from '../../../schema/contract/codes.ts';
import type { NameReason } from '../../../schema/contract/codes.ts';
import type { Candidate } from './candidate.ts';

/** Best first; a row without a name counts only where no row has one. */
const VERDICTS = ['NOT_ASKED', 'MATCH', 'VARIANT', 'SIMILAR', 'MISMATCH', 'NOT_HELD'] as const;

/** The name that compares best among rows of one person; the plainer reason of two equal ones. */
export function bestName(candidates: readonly Candidate[]): Candidate['name'] {
  const [best] = candidates.map(({ name }) => name).toSorted((a, b) => worth(a) - worth(b));
  return best ?? { verdict: 'MISMATCH' };
}

/** The reason of a comparison, where it has one. */
export function nameReasonOf(name: Candidate['name']): NameReason | undefined {
  return 'reason' in name ? name.reason : undefined;
}

function worth(name: Candidate['name']): number {
  const reason = nameReasonOf(name);
  const plainness = reason === undefined ? 0 : 1 + NAME_REASONS.indexOf(reason);
  return VERDICTS.indexOf(name.verdict) * (NAME_REASONS.length + 1) + plainness;
}
