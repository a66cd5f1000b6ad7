import { randomUUID } from 'node:crypto';
import type { Candidate, SchemaProblem } from '../checks/schema-problem.ts';
import type { Executor } from '../release/released.ts';
import { refusedPublication } from '../tables.ts';
import { digestOf } from './digest-of.ts';

/**
 * Writes down that something was handed in and not published, and why: codes alone.
 *
 * @returns what was written down
 */
export async function recordRefusal(
  db: Executor,
  { code: claimed, sdl }: Candidate,
  problems: readonly SchemaProblem[],
  { by, at }: { by: string; at: Date },
): Promise<{ code: string; problems: string[] }> {
  const code = claimed.slice(0, 63);
  const codes = [...new Set(problems.map((problem) => problem.code))].sort();
  await db.insert(refusedPublication).values({
    ...{ id: randomUUID(), code, sdlDigest: digestOf(sdl), problems: codes },
    ...{ refusedBy: by, refusedAt: at },
  });
  return { code, problems: codes };
}
