import { counted } from './counted.ts';
import type { Repair } from './repair-shape.ts';

/** That parties wait for a person, and how that person decides; undefined where none does. */
export function waitingLine(repairs: readonly Pick<Repair, 'status'>[]): string | undefined {
  const waiting = repairs.filter(({ status }) => status === 'NEEDS_REVIEW').length;
  if (waiting === 0) return undefined;
  const verb = waiting === 1 ? 'waits' : 'wait';
  return `${counted(waiting, 'party', 'parties')} ${verb} for a decision: npm run review lists who, and why.`;
}
