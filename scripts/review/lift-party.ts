import { GraphError } from '../repair/graph-client.ts';
import type { Repair } from '../repair/repair-shape.ts';
import type { ReviewClient } from './review-client.ts';
import { liftedShape, settledOf } from './shapes.ts';

/**
 * As a judge: opens a protected person, and reads what that brought in the same request. It is never
 * sent twice, since there is one opening a repair.
 *
 * @throws GraphError as the court says it
 */
export async function liftParty(graph: ReviewClient, id: string, reason: string): Promise<Repair> {
  const { liftProtection } = await graph.ask('LiftProtection', { id, reason }, liftedShape);
  const settled = settledOf(liftProtection, id);
  if (settled !== undefined) return settled;
  throw new GraphError(
    'The opening is recorded, but what the agencies answered did not come back',
    'LEFT_OPEN',
  );
}
