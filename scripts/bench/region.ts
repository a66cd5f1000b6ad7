import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { approveList } from '../repair/approve-list.ts';
import { enter } from '../repair/enter.ts';
import { createGraphClient } from '../repair/graph-client.ts';
import { loadParties, loadRegisters } from '../repair/load-data.ts';
import { listRepairs } from '../repair/listed-repairs.ts';
import { makeRegion } from '../seed/make-region.ts';
import { startStack } from '../stack/stack.ts';
import type { Stack } from '../stack/stack.ts';
import type { Session } from '../sign-in/session.ts';

/** The day the regions of the benches are made for. */
export const AS_OF = '2026-11-20';
const SEED = 1;

/** A whole stack over registers of invented people, with a list of parties taken in. */
export type Region = {
  stack: Stack;
  /** The list as the court took it in. */
  partiesFile: string;
  listId: string;
  /** Of the repairs of the list. */
  ids: string[];
  /** Who may run them. */
  clerk: Session;
  close(): Promise<void>;
};

export type RegionSize = { people: number; parties: number };

/**
 * Makes a region and brings it up, in a folder that goes when it is closed.
 *
 * @param more is added to the environment of its services
 */
export async function openRegion(
  size: RegionSize,
  progress: (line: string) => void,
  more: Readonly<Record<string, string>> = {},
): Promise<Region> {
  await using cleanup = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), 'relink-bench-'));
  cleanup.defer(() => rm(folder, { recursive: true }));
  const home = join(folder, 'home');
  progress(`making ${String(size.people)} people`);
  const made = makeRegion({ ...size, seed: SEED, asOf: AS_OF, out: folder }, () => undefined);
  if ('tooFew' in made) throw new Error(`The list needs ${String(made.tooFew)} people`);
  const stack = await startStack({
    home,
    env: { ...process.env, ...more },
    log: () => undefined,
    progress: () => undefined,
  });
  cleanup.defer(() => stack.stop());
  const say = { say: progress, count: () => undefined };
  const partiesFile = join(folder, 'parties.csv');
  await loadRegisters(stack, join(folder, 'registers'), say);
  const { listId } = await loadParties(stack, partiesFile, say);
  const clerk = await openList(stack, listId);
  cleanup.defer(() => clerk.close());
  const ids = await idsOf(stack, clerk, listId);
  const owned = cleanup.move();
  return { stack, partiesFile, listId, ids, clerk, close: () => owned.disposeAsync() };
}

/** The judge approves the list for the clerk, as the command does it. */
async function openList(stack: Stack, list: string): Promise<Session> {
  const clerk = await enter(stack, 'CLERK', { say: () => undefined });
  const judge = await enter(stack, 'JUDGE', { say: () => undefined });
  const graph = createGraphClient(`${stack.gatewayUrl}/graphql`, judge);
  try {
    await approveList(graph, judge.subject, { list, clerk: clerk.subject });
    return clerk;
  } finally {
    await graph.close();
    await judge.close();
  }
}

async function idsOf({ gatewayUrl }: Stack, clerk: Session, listId: string): Promise<string[]> {
  const graph = createGraphClient(`${gatewayUrl}/graphql`, clerk);
  try {
    const listed = await listRepairs(graph, listId);
    return listed.map(({ id }) => id);
  } finally {
    await graph.close();
  }
}
