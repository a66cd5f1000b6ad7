import type { ReviewDecision } from '../../schema/contract/codes.ts';
import { GraphError } from '../repair/graph-client.ts';
import type { Patience } from '../repair/patience.ts';
import type { Repair } from '../repair/repair-shape.ts';
import type { ReviewClient } from './review-client.ts';
import { decidedShape, repairNowShape, settledOf } from './shapes.ts';
import type { RepairNow } from './shapes.ts';

export type Decision = { repair: RepairNow; decision: ReviewDecision; reason: string };

export type DecideMeans = {
  patience: Patience;
  /** Whether nothing can come back any more: then nothing is waited for. */
  isOver: () => Promise<boolean>;
};

/**
 * Decides about a party, and reads what that brought in the same request, as what nobody reads lapses.
 * Where that broke off for a reason that passes, it is looked at how the party stands now: a decision
 * that did not arrive is sent again, and none that did.
 *
 * @throws GraphError as the court says it, or where a confirmation is recorded and brought nothing yet
 */
export async function decideParty(
  graph: ReviewClient,
  decision: Decision,
  means: DecideMeans,
): Promise<Repair> {
  try {
    return await send(graph, decision);
  } catch (error) {
    const { id, settledAt } = decision.repair;
    const now = await standingAfter(graph, id, error, means);
    if (now.status === 'OPEN') throw leftOpen();
    if (now.settledAt !== settledAt) return now;
    return decideParty(graph, decision, means);
  }
}

async function send(
  graph: ReviewClient,
  { repair: { id }, decision, reason }: Decision,
): Promise<Repair> {
  const { decideReview } = await graph.ask('DecideReview', { id, decision, reason }, decidedShape);
  if (decision === 'DISMISS') return decideReview.repair;
  const settled = settledOf(decideReview.inquiry, id);
  if (settled === undefined) throw leftOpen();
  return settled;
}

/** @throws whatever failed last, once it is of no use to wait any longer */
async function standingAfter(
  graph: ReviewClient,
  id: string,
  failure: unknown,
  { patience, isOver }: DecideMeans,
): Promise<RepairNow> {
  if (await isOver()) throw failure;
  await patience.wait(failure);
  try {
    const { repair } = await graph.ask('RepairNow', { id }, repairNowShape);
    if (repair === null) throw new GraphError('There is no such repair.', 'REPAIR_NOT_FOUND');
    return repair;
  } catch (error) {
    return standingAfter(graph, id, error, { patience, isOver });
  }
}

function leftOpen(): GraphError {
  return new GraphError(
    'The decision is recorded, but what the agencies answered did not come back: run the list again ' +
      'with npm run repair -- --resume, which goes on with it within the next minutes; later it asks ' +
      'anew, and the party is to be decided again',
    'LEFT_OPEN',
  );
}
