import { readPrivateJson } from './private-json.ts';
import { isAlive } from './processes.ts';
import { runStateFile, runStateSchema } from './run-state.ts';

/** What tells one stack from a later one over the same home. */
export type Known = { home: string; gatewayUrl: string };

/** Whether a stack that was found is still kept up by whoever started it. */
export async function stillRuns({ home, gatewayUrl }: Known): Promise<boolean> {
  const state = await readPrivateJson(runStateFile(home), runStateSchema);
  return state?.gatewayUrl === gatewayUrl && isAlive(state.holder);
}
