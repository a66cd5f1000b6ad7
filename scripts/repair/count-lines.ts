import { z } from 'zod';
import { counted } from './counted.ts';

/** What an agency says of a register it took in: read = inserted + unchanged + duplicates + rejected. */
export const registerCounts = z.object({
  read: z.int(),
  inserted: z.int(),
  removed: z.int(),
  unchanged: z.int(),
  duplicates: z.int(),
  rejected: z.int(),
  incomplete: z.int(),
});

/** What the court says of a list it took in. */
export const listCounts = z.object({
  listId: z.uuid(),
  added: z.int(),
  changed: z.int(),
  unchanged: z.int(),
  rejected: z.int(),
});

export type ListCounts = z.infer<typeof listCounts>;

/**
 * Whatever happened to each row of a register, in a line.
 *
 * @param rejectsFile where the bad cells are named, named itself where there are any
 */
export function registerLine(counts: z.infer<typeof registerCounts>, rejectsFile: string): string {
  const { inserted, removed, unchanged, duplicates } = counts;
  const parts = [
    `${String(inserted)} new`,
    `${String(removed)} gone`,
    `${String(unchanged)} as before`,
    ...(duplicates === 0 ? [] : [`${String(duplicates)} repeated`]),
  ];
  return `${counted(counts.read, 'row')}: ${parts.join(', ')}${rejectsNote(counts, rejectsFile)}`;
}

/** The same of a court's list. */
export function listLine(counts: ListCounts, rejectsFile: string): string {
  const { added, changed, unchanged, rejected } = counts;
  const parties = `${String(added)} new, ${String(changed)} changed, ${String(unchanged)} known parties`;
  return `${parties}${rejectsNote({ rejected, incomplete: 0 }, rejectsFile)}`;
}

function rejectsNote(counts: { rejected: number; incomplete: number }, file: string): string {
  const { rejected, incomplete } = counts;
  const notes = [
    ...(rejected === 0
      ? []
      : [`${counted(rejected, 'row')} ${rejected === 1 ? 'does' : 'do'} not fit`]),
    ...(incomplete === 0 ? [] : [incompleteNote(incomplete, rejected > 0)]),
  ];
  return notes.length === 0 ? '' : `; ${notes.join(' and ')}, see ${file}`;
}

function incompleteNote(count: number, afterRows: boolean): string {
  const which = afterRows ? String(count) : counted(count, 'row');
  return count === 1
    ? `${which} was taken without its bad cells`
    : `${which} were taken without their bad cells`;
}
