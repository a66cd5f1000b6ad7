import { REPAIR_FLAG_MEANINGS } from '../../schema/contract/code-meanings.ts';
import { isConfirmable } from '../../subgraphs/court/review/is-confirmable.ts';
import { chinaDay } from '../../subgraphs/kit/identifiers/china-day.ts';
import { agencyLines } from './agency-lines.ts';
import type { RepairNow } from './shapes.ts';

/**
 * What leaves a party to a person, and what each agency says of it: in words, and without a word of
 * anybody else but that a phone is theirs. Fits into 120 columns.
 */
export function doubtLines(repair: RepairNow): string[] {
  const { partyRef, caseNo, flags, agencies, settledAt } = repair;
  const since = settledAt === null ? [] : [`since ${chinaDay(new Date(settledAt))}`];
  const lines = [
    ...flags.map((flag) => REPAIR_FLAG_MEANINGS[flag].replace(/^For review: ./u, capital)),
    ...agencyLines(agencies),
    ...(canBeConfirmed(repair) ? [] : [NOT_CONFIRMABLE]),
  ];
  const title = [caseNo, partyRef, flags.join(', '), ...since].join('  ').trimEnd();
  return [title, ...lines.map((line) => `  ${line}`)];
}

const NOT_CONFIRMABLE =
  'It cannot be confirmed: only a better ID number can tell who this is. Put it again with one, or dismiss it.';

/** Whether the court would take a confirmation. */
function canBeConfirmed({ flags, agencies }: RepairNow): boolean {
  const idNumbers = agencies.map(({ elements }) => elements?.idNumber ?? null);
  return isConfirmable({ flags, idNumbers });
}

function capital(start: string): string {
  return start.slice(-1).toUpperCase();
}
