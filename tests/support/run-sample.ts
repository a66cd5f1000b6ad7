import { join } from 'node:path';
import { inject } from 'vitest';
import { readExpected } from '../../scripts/repair/compare.ts';
import type { Expected } from '../../scripts/repair/compare.ts';
import { SAMPLE, SAMPLE_TERMS } from '../../scripts/repair/options.ts';
import type { Repair } from '../../scripts/repair/repair-shape.ts';
import { revealAll } from '../../scripts/repair/reveal.ts';
import { listRepairs } from '../../scripts/repair/listed-repairs.ts';
import type { ListedRepair } from '../../scripts/repair/listed-repairs.ts';
import { runList } from '../../scripts/repair/run-list.ts';
import { graphClientOf } from './graph-client.ts';

/** How parties came out, in the order of the list, and their full contact values by contact id. */
export type SampleResult = {
  repairs: Repair[];
  values: ReadonlyMap<string, string>;
  /** Why some could not be processed. */
  problems: string[];
};

export type SampleRun = {
  /** Without a path; the stack's own gateway unless given. */
  gatewayUrl?: string;
  /** Of the sample's parties; all unless given. */
  only?: (party: ListedRepair) => boolean;
  /** Opens every contact for this reason. */
  reveal?: string;
};

/** Puts the sample's parties to the agencies, as the command does. */
export async function runSample(run: SampleRun = {}): Promise<SampleResult> {
  const { listId, gatewayUrl } = inject('sample');
  const graph = await graphClientOf('clerk', run.gatewayUrl ?? gatewayUrl);
  try {
    const listed = (await listRepairs(graph, listId)).filter(run.only ?? (() => true));
    const { settled, problems } = await runList(graph, listed, SAMPLE_TERMS, () => undefined);
    const repairs = listed.flatMap(({ id }) => settled.get(id) ?? []);
    const { reveal } = run;
    const opened =
      reveal === undefined ? undefined : revealAll(graph, repairs, reveal, () => undefined);
    return { repairs, problems, values: (await opened) ?? new Map<string, string>() };
  } finally {
    await graph.close();
  }
}

/** The sample's true answers. */
export function sampleAnswers(): Expected[] {
  const read = readExpected(join(SAMPLE, 'expected.jsonl'));
  if (!read.ok)
    throw new Error(`expected.jsonl, line ${String(read.line)}: not an expected answer`);
  return read.expected;
}
