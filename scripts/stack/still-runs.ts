import { isAlive } from './processes.ts';
import { readRunState } from './run-state.ts';

/** What tells one stack from a later one over the same home. */
export type Known = { home: string; gatewayUrl: string };

/** Whether a stack that was found is still kept up by whoever started it. */
export async function stillRuns({ home, gatewayUrl }: Known): Promise<boolean> {
  const state = await readRunState(home);
  return state?.gatewayUrl === gatewayUrl && isAlive(state.holder);
}
