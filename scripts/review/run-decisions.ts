import { createPatience } from '../repair/patience.ts';
import { stillRuns } from '../stack/still-runs.ts';
import { absentLine, chooseParties } from './choose-parties.ts';
import type { Chosen } from './choose-parties.ts';
import { decideParty } from './decide-party.ts';
import type { Decision } from './decide-party.ts';
import { inTurn } from './in-turn.ts';
import { liftParty } from './lift-party.ts';
import type { Wish } from './options.ts';
import { readRepairs, readStatuses } from './read-repairs.ts';
import { EXIT } from './review-run.ts';
import type { ReviewRun } from './review-run.ts';
import { tellOutcome } from './tell-outcome.ts';

/** `--confirm` and `--dismiss`, as a clerk. @returns the exit code */
export async function runDecisions(
  run: ReviewRun,
  wish: Extract<Wish, { does: 'decide' }>,
): Promise<number> {
  const { graph, options, stack, signal, progress } = run;
  const waiting = await readRepairs(graph, 'NEEDS_REVIEW', options);
  const chosen = chooseParties([...wish.confirm, ...wish.dismiss], waiting);
  if (await isRefused(run, chosen, 'waits for a decision')) return EXIT.WRONG;
  const decisions = [...chosen.chosen].map(([ref, repair]): Decision => ({
    ...{ repair, reason: wish.reason },
    decision: wish.confirm.includes(ref) ? 'CONFIRM' : 'DISMISS',
  }));
  const patience = createPatience({ say: progress.say, signal });
  // signed in at a provider that goes with it, nobody can go on with a stack that takes its place
  const isOver = async () =>
    signal.aborted || (stack.providerUrl !== undefined && !(await stillRuns(stack)));
  const done = await inTurn(decisions, signal, async (decision) => {
    const repair = await decideParty(graph, decision, { patience, isOver });
    patience.reset();
    return repair;
  });
  return tellOutcome(run, done);
}

/** `--lift`, as a judge. @returns the exit code */
export async function runLift(
  run: ReviewRun,
  wish: Extract<Wish, { does: 'lift' }>,
): Promise<number> {
  const { graph, options, signal } = run;
  const blocked = await readRepairs(graph, 'BLOCKED', options);
  const isProtected = blocked.filter(({ flags }) => flags.includes('PROTECTED'));
  const chosen = chooseParties(wish.lift, isProtected);
  if (await isRefused(run, chosen, 'is stopped as protected')) return EXIT.WRONG;
  const parties = [...chosen.chosen.values()].map((repair) => ({ repair }));
  const done = await inTurn(parties, signal, ({ repair }) =>
    liftParty(graph, repair.id, wish.reason),
  );
  return tellOutcome(run, done);
}

/** Says which references do not fit: then nothing is decided, since a decision cannot be taken back. */
async function isRefused({ graph, options, progress }: ReviewRun, chosen: Chosen, needed: string) {
  const { absent, unclear } = chosen;
  if (absent.length + unclear.length === 0) return false;
  const known = absent.length === 0 ? [] : await readStatuses(graph, absent);
  const lines = absent.map((ref) => absentLine(ref, known, { ...options, needed }));
  for (const line of [...unclear, ...lines, 'Nothing was decided.']) progress.say(line);
  return true;
}
