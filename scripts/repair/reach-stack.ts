import { findStack } from '../stack/find-stack.ts';
import { startStack } from '../stack/stack.ts';
import type { StackHandle } from '../stack/stack-handle.ts';
import type { Progress } from './progress.ts';

export type Reached = AsyncDisposable & { handle: StackHandle };

/** The stack that runs over this home, or one of our own that ends with us. */
export async function reachStack(
  home: string,
  progress: Pick<Progress, 'say'>,
  signal: AbortSignal,
): Promise<Reached> {
  const running = await findStack(home);
  if (running !== undefined) {
    progress.say(`Using what runs already: ${running.gatewayUrl}`);
    return { handle: running, [Symbol.asyncDispose]: () => Promise.resolve() };
  }
  const { say } = progress;
  const stack = await startStack({ home, log: say, progress: say, signal });
  signal.addEventListener('abort', () => void stack.stop());
  return { handle: stack, [Symbol.asyncDispose]: () => stack.stop() };
}
