import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { loadParties } from '../../scripts/repair/load-data.ts';
import { SAMPLE } from '../../scripts/repair/options.ts';
import { startStack } from '../../scripts/stack/stack.ts';
import { openListOf } from './open-list-of.ts';
import { PATIENT } from './patient.ts';
import { quiet } from './quiet.ts';
import { restoreRegisters } from './restore-registers.ts';
import { sampleFile } from './sample-file.ts';

/** The one real stack of a run, with the sample's registers and parties taken in. */
export type SampleStack = {
  home: string;
  /** Without a path. */
  gatewayUrl: string;
  /** By code, without a path. */
  subgraphUrls: Record<string, string>;
  /** The OpenID provider that vouches for people. */
  issuer: string;
  /** The address that proofs of possession name, whatever gateway they go to. */
  publicUrl: string;
  /** Of the sample's parties, which the clerk may run. */
  listId: string;
};

declare module 'vitest' {
  // eslint-disable-next-line @typescript-eslint/consistent-type-definitions -- merged with vitest's
  export interface ProvidedContext {
    sample: SampleStack;
  }
}

/** Before the first journey: PostgreSQL, every subgraph and the gateway, thrown away at the end. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'relink-journeys-'));
  await using cleanup = new AsyncDisposableStack();
  cleanup.defer(() => rm(folder, { recursive: true, force: true }));
  const stack = await startStack({
    home: join(folder, 'home'),
    env: { ...process.env, ...PATIENT },
    log: () => undefined,
    progress: () => undefined,
  });
  cleanup.defer(() => stack.stop());
  const agencies = Object.keys(stack.subgraphUrls).filter((code) => existsSync(sampleFile(code)));
  await restoreRegisters(stack.home, agencies);
  const { listId } = await loadParties(stack, join(SAMPLE, 'parties.csv'), quiet);
  await openListOf(stack, listId);
  const { home, gatewayUrl, subgraphUrls, issuer } = stack;
  const publicUrl = `${gatewayUrl}/graphql`;
  project.provide('sample', { home, gatewayUrl, subgraphUrls, issuer, publicUrl, listId });
  const rest = cleanup.move();
  return () => rest.disposeAsync();
}
