import type { ExportVerdict, LedgerProblem } from '../../subgraphs/kit/ledger/verify-export.ts';

/** What each fault means, for whoever has to act on it. */
const MEANING: Readonly<Record<LedgerProblem, string>> = {
  EDITED: 'it says something else than what was hashed when it was written',
  DELETED: 'it is missing, and no entry says that its month was dropped',
  INSERTED: 'it was put there later and does not belong there',
  REORDERED: 'it stands in another place than the one it was written in',
  TRUNCATED: 'it and all that followed are gone, though somebody vouched for them',
  TORN: 'its line is cut off, or is no line of an export',
  REWRITTEN: 'something was changed together with its hash; what was signed says otherwise',
  BAD_CHECKPOINT: 'the checkpoint before it is not to be believed',
  UNSIGNED: 'nobody vouches for any of it: there is no checkpoint',
};

/** One or two lines on how an export came out. */
export function describeVerdict(file: string, verdict: ExportVerdict): string {
  if (verdict.ok) {
    const { size, signed } = verdict;
    const behind = size - signed;
    const rest = behind === 0 ? '' : `; the last ${String(behind)} are not signed yet`;
    return `${file}: sound. ${String(size)} entries, ${String(signed)} of them under a checkpoint${rest}`;
  }
  const { problem, index, through, line, cause } = verdict;
  const place =
    through === undefined || through === index
      ? `entry ${String(index)}`
      : `an entry from ${String(index)} to ${String(through)}`;
  const why = cause === undefined ? '' : ` (${cause})`;
  return `${file}: NOT SOUND at ${place}, line ${String(line)}: ${problem}${why}, ${MEANING[problem]}`;
}
