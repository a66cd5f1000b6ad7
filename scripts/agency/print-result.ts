import type { Result } from './shapes.ts';

/**
 * The lines of what came of a check, a publication or a decision: the changelog, what is in the way,
 * and the end of it.
 *
 * @param file the SDL's, where problems have places
 */
export function resultLines(
  { changes, problems, release, version }: Result,
  { code, file, done }: { code: string; file?: string; done: string },
): string[] {
  const changelog = changes.map(
    ({ level, path, message }) => `${level.toLowerCase().padEnd(9)}  ${path}  ${message}`,
  );
  const hindrances = problems.map((problem) => {
    const { line, column, subgraph } = problem;
    const of = subgraph === code || subgraph === null ? (file ?? code) : subgraph;
    const place = line === null ? of : `${of}:${String(line)}:${String(column ?? 1)}`;
    return `${place}  ${problem.code}  ${problem.message}`;
  });
  if (problems.length > 0) return [...changelog, ...hindrances, `${code}: refused`];
  const is = version === null ? '' : ` version ${String(version)}`;
  const since = release === null ? '' : ` (release ${String(release)})`;
  return [...changelog, `${code}${is}: ${done}${since}`];
}
