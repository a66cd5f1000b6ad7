import { WAS_STOPPED } from '../stack/while-it-runs.ts';
import { counted } from './counted.ts';
import type { RepairOptions } from './options.ts';

/** What is to be done after the stack went away, as a sentence. */
export function againLine({ verify, approve }: Pick<RepairOptions, 'verify' | 'approve'>): string {
  if (verify || approve !== undefined) return 'Run the same command again.';
  return 'Run the same command again with --resume: what was settled by then is kept.';
}

/**
 * Why a run left parties as they were, and what to do, for people.
 *
 * @param gone whether the stack was stopped meanwhile, so that nothing more could be asked
 */
export function leftOpenLine(
  open: number,
  gone: boolean,
  { verify, reveal }: Pick<RepairOptions, 'verify' | 'reveal'>,
): string {
  const parties = counted(open, 'party', 'parties');
  if (!gone)
    return `${parties} not settled by this run; run the list again, or go on with --resume`;
  const how = verify ? '' : ' with --resume';
  const closed = reveal === undefined ? '' : '; no full value could be opened';
  return `${parties}, since ${WAS_STOPPED}; run the same command again${how}${closed}`;
}
