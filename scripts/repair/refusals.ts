import type { AuthorityProblem } from '../../schema/contract/codes.ts';
import type { ListResult } from './in-envelopes.ts';
import { counted } from './counted.ts';
import type { ListedRepair } from './listed-repairs.ts';
import { partyNames } from './party-names.ts';
import type { Repair } from './repair-shape.ts';

/** What a list lacks, and what would help: lines for people. */
export type Lacking = {
  list: string;
  clerk: string;
  /** Parties of the list of which the clerk sees nothing. */
  unseen: number;
};

type Refusals = Pick<ListResult<unknown>, 'refused'> & {
  listed: readonly Pick<ListedRepair, 'id' | 'caseNo' | 'partyRef'>[];
};

/** Refusals that an approval by a judge would lift. */
const APPROVABLE: readonly AuthorityProblem[] = ['NOT_ASSIGNED', 'HOURLY_LIMIT'];

/** Why parties of a list were not put to anybody, a line each, and what to do about it. */
export function refusalLines(
  { listed, refused }: Refusals,
  { list, clerk, unseen }: Lacking,
): string[] {
  const nameOf = partyNames(listed);
  const lines = listed.flatMap((party) => {
    const problem = refused.get(party.id);
    return problem === undefined ? [] : [`${nameOf(party)} ${problem}`];
  });
  if (unseen > 0)
    lines.push(
      `${counted(unseen, 'party', 'parties')} of cases that have ended or that ${clerk} is not assigned to`,
    );
  const approvable = unseen > 0 || [...refused.values()].some((one) => APPROVABLE.includes(one));
  if (approvable)
    lines.push(
      `a judge assigns and approves the list with: npm run repair -- --approve ${list} --clerk ${clerk}`,
    );
  return lines;
}

/**
 * Parties that were put to the agencies and of which nothing is shown, a line each: their case has
 * ended meanwhile, or a register says of them what the clerk has in common with them.
 */
export function hiddenLines(
  repairs: readonly Pick<Repair, 'caseNo' | 'partyRef' | 'flags'>[],
): string[] {
  const nameOf = partyNames(repairs);
  return repairs
    .filter(({ flags }) => flags.includes('NOT_AUTHORISED'))
    .map(
      (party) =>
        `${nameOf(party)} is not shown: the case has ended, or you have something in common with the ` +
        'party, which waits for approval; running it again says which',
    );
}
