import { setTimeout as sleep } from 'node:timers/promises';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createGraphClient } from '../../scripts/repair/graph-client.ts';
import type { Repair } from '../../scripts/repair/repair-shape.ts';
import type { ListResult } from '../../scripts/repair/in-envelopes.ts';
import { listRepairs } from '../../scripts/repair/listed-repairs.ts';
import { createPatience } from '../../scripts/repair/patience.ts';
import { runList } from '../../scripts/repair/run-list.ts';
import type { Region } from '../../scripts/bench/region.ts';
import { SAMPLE_TERMS } from '../../scripts/repair/options.ts';

/** Whom a round may kill: by code of the service, or the database of all. */
export const VICTIMS = ['gateway', 'court', 'police', 'audit', 'postgres'] as const;
export type Victim = (typeof VICTIMS)[number];

/** How often it is done; 20 times to be sure, less often where it is one test of many. */
export const KILLS = Number(process.env['KILLS'] ?? 5);

export type KillRound = ListResult<Repair> & { from: Date; to: Date };

/**
 * Runs the list once, and in the middle of it, after `delay` milliseconds, kills one process without
 * a warning and starts it again. The list is run by the command's own code, which waits and goes on.
 */
export async function killRound(
  { stack, clerk, listId }: Region,
  { victim, delay }: { victim: Victim; delay: number },
): Promise<KillRound> {
  const graph = createGraphClient(`${stack.gatewayUrl}/graphql`, clerk);
  const from = new Date();
  try {
    const listed = await listRepairs(graph, listId);
    const patience = createPatience({ say: () => undefined });
    const running = runList(graph, listed, SAMPLE_TERMS, () => undefined, { patience });
    await sleep(delay);
    await kill({ stack }, victim);
    return { ...(await running), from, to: new Date() };
  } finally {
    await graph.close();
  }
}

async function kill({ stack }: Pick<Region, 'stack'>, victim: Victim): Promise<void> {
  if (victim === 'postgres') {
    process.kill(await postmasterOf(stack.home), 'SIGKILL');
    await stack.startPostgres();
    return;
  }
  process.kill(stack.pids[victim] ?? 0, 'SIGKILL');
  await stack.startService(victim);
}

/** PostgreSQL writes its process number first. */
async function postmasterOf(home: string): Promise<number> {
  const [pid = ''] = (await readFile(join(home, 'postgres', 'postmaster.pid'), 'utf8')).split('\n');
  return Number(pid);
}
