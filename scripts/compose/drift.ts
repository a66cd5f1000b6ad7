/** How one committed file differs from what it should be. */
export type Drift = { file: string; changes: string[] };

const SHOWN = 20;

/**
 * Compares files by name and text.
 *
 * @returns nothing where they agree; otherwise, a file, its lines gone (`-`) and come (`+`), the
 * first twenty of them
 */
export function drift(
  committed: ReadonlyMap<string, string>,
  made: ReadonlyMap<string, string>,
): Drift[] {
  const names = [...new Set([...committed.keys(), ...made.keys()])].sort();
  return names
    .filter((file) => committed.get(file) !== made.get(file))
    .map((file) => ({ file, changes: changes(committed.get(file) ?? '', made.get(file) ?? '') }));
}

function changes(before: string, after: string): string[] {
  const gone = without(before.split('\n'), after.split('\n')).map((line) => `- ${line}`);
  const come = without(after.split('\n'), before.split('\n')).map((line) => `+ ${line}`);
  const all = [...gone, ...come];
  const rest = all.length - SHOWN;
  if (all.length === 0) return ['the same lines in another order'];
  return rest > 0 ? [...all.slice(0, SHOWN), `… and ${String(rest)} more lines`] : all;
}

/** Lines of the first list that the second holds less often. */
function without(lines: readonly string[], others: readonly string[]): string[] {
  const left = new Map<string, number>();
  for (const line of others) left.set(line, (left.get(line) ?? 0) + 1);
  return lines.filter((line) => {
    const count = left.get(line) ?? 0;
    if (count > 0) left.set(line, count - 1);
    return count === 0;
  });
}
