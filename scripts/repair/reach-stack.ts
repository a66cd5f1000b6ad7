import { findStack } from '../stack/find-stack.ts';
import { onceFree } from '../stack/once-free.ts';
import { startStack } from '../stack/stack.ts';
import type { StackHandle } from '../stack/stack-handle.ts';
import { untilUnused } from '../stack/until-unused.ts';
import { useRunning } from '../stack/use-running.ts';
import type { Progress } from './progress.ts';

export type Reached = AsyncDisposable & { handle: StackHandle };

/**
 * The stack that runs over this home, or one of our own, which ends with us and with whoever else has
 * come to use it. One that is just being started or stopped is waited for.
 */
export async function reachStack(
  home: string,
  { say }: Pick<Progress, 'say'>,
  signal: AbortSignal,
): Promise<Reached> {
  const reach = async () => (await anothers(home, say)) ?? own(home, say, signal);
  return onceFree('stack.lock', reach, { say, signal });
}

type Say = Progress['say'];

/**
 * Milliseconds that an agency may take in a stack of our own, unless the environment says otherwise:
 * hundreds of parties are put at once to all of them, on one machine, just after they have started.
 */
const PATIENT = { AGENCY_DEADLINE_MS: '6000' };

async function anothers(home: string, say: Say): Promise<Reached | undefined> {
  const running = await useRunning(home, () => findStack(home));
  if (running === undefined) return undefined;
  say(`Using what runs already: ${running.found.gatewayUrl}`);
  return { handle: running.found, [Symbol.asyncDispose]: () => running[Symbol.asyncDispose]() };
}

async function own(home: string, say: Say, signal: AbortSignal): Promise<Reached> {
  const env = { ...PATIENT, ...process.env };
  const stack = await startStack({ home, env, log: say, progress: say, signal });
  signal.addEventListener('abort', () => void stack.stop());
  return {
    handle: stack,
    [Symbol.asyncDispose]: async () => {
      try {
        await untilUnused(stack.home, { say, signal });
      } finally {
        await stack.stop();
      }
    },
  };
}
