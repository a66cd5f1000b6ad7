import type { Check, Suite } from './check.ts';
import { CheckFailure } from './check-failure.ts';
import { audit } from './checks/audit.ts';
import { batches } from './checks/batches.ts';
import { calls } from './checks/calls.ts';
import { contract } from './checks/contract.ts';
import { decisions } from './checks/decisions.ts';
import { envelopes } from './checks/envelopes.ts';
import { health } from './checks/health.ts';
import { limits } from './checks/limits.ts';
import { load } from './checks/load.ts';
import { replies } from './checks/replies.ts';
import { resuming } from './checks/resuming.ts';
import type { Listener } from './checks/silence.ts';
import { lineOf } from './report.ts';
import type { Outcome } from './report.ts';

/** In the order in which they run. */
const GROUPS = [
  health,
  calls,
  contract,
  envelopes,
  replies,
  resuming,
  audit,
  decisions,
  batches,
  limits,
  load,
];

/** What `--only` may name. */
export const GROUP_NAMES: readonly string[] = GROUPS.map(({ name }) => name);

/** Runs every check, one after the other, and says each result as it comes. */
export async function runSuite(
  suite: Suite,
  listener: Listener,
  say: (line: string) => void,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  const runAll = async (group: string, checks: readonly Check[]): Promise<void> => {
    say(group);
    for (const check of checks) {
      const outcome = await runOne(group, check);
      say(lineOf(outcome));
      outcomes.push(outcome);
    }
  };
  const { only } = suite.options;
  const chosen = GROUPS.filter(({ name }) => only.length === 0 || only.includes(name));
  for (const group of chosen) await runAll(group.name, group.checksOf(suite));
  await runAll('silence', listener.checks());
  return outcomes;
}

async function runOne(group: string, { name, run }: Check): Promise<Outcome> {
  const started = performance.now();
  const done = (passed: boolean, note: string | undefined): Outcome => {
    const milliseconds = Math.round(performance.now() - started);
    return { group, name, passed, note, milliseconds };
  };
  try {
    return done(true, await run());
  } catch (error) {
    // anything else is a defect of the suite
    if (!(error instanceof CheckFailure)) throw error;
    return done(false, error.message);
  }
}
