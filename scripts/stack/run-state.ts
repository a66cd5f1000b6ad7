import { join } from 'node:path';
import { z } from 'zod';
import { readPrivateJson } from './private-json.ts';

/** What `<home>/run.json` tells of a running stack; it holds passwords. */
const runStateSchema = z.object({
  /** The process that keeps the stack up. */
  holder: z.object({ pid: z.int().positive(), started: z.string() }),
  gatewayUrl: z.url(),
  /** The OpenID provider that vouches for people. */
  issuer: z.url(),
  /** Of the embedded provider, where it is that. */
  providerUrl: z.url().optional(),
  subgraphUrls: z.record(z.string(), z.url()),
  pids: z.record(z.string(), z.int().positive()),
  databases: z.record(
    z.string(),
    z.object({ databaseUrl: z.string(), migrationDatabaseUrl: z.string() }),
  ),
});
export type RunState = z.infer<typeof runStateSchema>;

export function runStateFile(home: string): string {
  return join(home, 'run.json');
}

/**
 * What runs over the home; undefined where nothing does. Each start writes the file anew, and the lock
 * says whether one holds the home, so a file that is damaged is as good as none.
 *
 * @throws StackError when it may not be read.
 */
export function readRunState(home: string): Promise<RunState | undefined> {
  return readPrivateJson(runStateFile(home), runStateSchema.optional().catch(undefined));
}
