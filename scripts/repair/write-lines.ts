import type { RepairOptions } from './options.ts';
import { writePrivate } from './write-private.ts';

/**
 * Writes the file of `--json`, where one is wanted and there is something to say: an empty one would
 * say that nobody was on the list.
 *
 * @returns why it was not written.
 */
export async function writeLines(
  { json }: Pick<RepairOptions, 'json'>,
  lines: string[],
  open: number,
): Promise<string[]> {
  if (json === undefined) return [];
  if (lines.length === 0 && open > 0) return [`nothing was settled, so ${json} was not written`];
  try {
    await writePrivate(json, lines.map((line) => `${line}\n`).join(''));
    return [];
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    return [`the result could not be written to ${json} (${code})`];
  }
}
