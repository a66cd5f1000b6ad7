import { DEAD_LINE_STATES } from '../../../schema/contract/codes.ts';
import type { HeldRecord } from './held-record.ts';

/** Whether the row is of a number that is no longer, or never was, in service. */
export function isDeadLine({ line }: HeldRecord): boolean {
  return line !== undefined && DEAD_LINE_STATES.includes(line.state);
}
