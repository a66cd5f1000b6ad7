import type { Repair } from '../repair/repair-shape.ts';
import type { RepairNow } from './shapes.ts';
import { whyNot } from './why-not.ts';

/** How parties came out about whom something was done, and of whom it could not be, a line each. */
export type Done = { repairs: Repair[]; problems: string[] };

/**
 * Does something about each party, one after the other, as each is an act of its own that is recorded.
 * One that fails does not stop the others; once `signal` is aborted, nothing more is begun.
 */
export async function inTurn<One extends { repair: RepairNow }>(
  all: readonly One[],
  signal: AbortSignal,
  act: (one: One) => Promise<Repair>,
): Promise<Done> {
  const isStopped = () => signal.aborted;
  const done: Done = { repairs: [], problems: [] };
  for (const one of all) {
    const { caseNo, partyRef } = one.repair;
    if (isStopped()) {
      done.problems.push(`${partyRef} of ${caseNo}: stopped before`);
      continue;
    }
    try {
      done.repairs.push(await act(one));
    } catch (error) {
      const why = isStopped() ? IN_THE_MIDDLE : whyNot(error);
      done.problems.push(`${partyRef} of ${caseNo}: ${why}`);
    }
  }
  return done;
}

const IN_THE_MIDDLE = 'stopped in the middle; npm run review lists it if it still waits';
