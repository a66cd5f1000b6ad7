import { join } from 'node:path';
import { z } from 'zod';

/** What `<home>/run.json` tells of a running stack; it holds passwords. */
export const runStateSchema = z.object({
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
