import type { Suite } from './check.ts';
import type { DecisionCase } from './vector-files.ts';

/** A party whom the agency finds whatever its level of names; the plainest first. */
export function findable({ decisions }: Pick<Suite, 'decisions'>): DecisionCase | undefined {
  return decisions.find(
    ({ expect, otherwise }) => expect.outcome === 'MATCHED' && otherwise === undefined,
  );
}
