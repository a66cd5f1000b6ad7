import { counted } from '../repair/counted.ts';
import { doubtLines } from './doubt-lines.ts';
import type { Narrowed } from './options.ts';
import type { RepairNow } from './shapes.ts';

/** Who waits for a decision, a block each, and how to decide. */
export function waitingLines(waiting: readonly RepairNow[], { list, caseNo }: Narrowed): string[] {
  const where = [
    ...(caseNo === undefined ? [] : [` in ${caseNo}`]),
    ...(list === undefined ? [] : [' on that list']),
  ].join('');
  const parties = counted(waiting.length, 'party', 'parties');
  if (waiting.length === 0) return [`Nobody waits for a decision${where}.`];
  return [
    ...waiting.flatMap((repair) => [...doubtLines(repair), '']),
    `${parties} to decide${where}. Decide with, where the reason is recorded:`,
    '  npm run review -- --confirm PARTY_REF --reason "seen the passport"',
    '  npm run review -- --dismiss PARTY_REF --reason "another person altogether"',
    'To confirm says that the holder of the ID number is the party, though a register writes the name otherwise;',
    'to dismiss, that the entry is not the party.',
  ];
}
