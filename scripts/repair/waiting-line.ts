import { sameHome } from '../stack/home-flag.ts';
import { counted } from './counted.ts';
import type { Repair } from './repair-shape.ts';

/** That parties wait for a person, and how that person decides; undefined where none does. */
export function waitingLine(
  repairs: readonly Pick<Repair, 'status'>[],
  home: string,
): string | undefined {
  const waiting = repairs.filter(({ status }) => status === 'NEEDS_REVIEW').length;
  if (waiting === 0) return undefined;
  const verb = waiting === 1 ? 'waits' : 'wait';
  const flag = sameHome(home);
  const command = `npm run review${flag === '' ? '' : ` --${flag}`}`;
  return `${counted(waiting, 'party', 'parties')} ${verb} for a decision: ${command} lists who, and why.`;
}
