import { expect } from 'vitest';
import type { Region } from '../../scripts/bench/region.ts';
import { createGraphClient } from '../../scripts/repair/graph-client.ts';
import { listRepairs } from '../../scripts/repair/listed-repairs.ts';
import { SAMPLE_TERMS } from '../../scripts/repair/options.ts';
import { runList } from '../../scripts/repair/run-list.ts';

/** Before the first inquiry of a run was asked, and after the last was told. */
export type Period = { from: Date; to: Date };

/** Has the clerk of a region ask about everybody on its list. @returns when */
export async function runRegion({ stack, clerk, listId, ids }: Region): Promise<Period> {
  const graph = createGraphClient(`${stack.gatewayUrl}/graphql`, clerk);
  try {
    const listed = await listRepairs(graph, listId);
    const from = new Date();
    const { settled, problems } = await runList(graph, listed, SAMPLE_TERMS, () => undefined);
    const to = new Date();
    expect(problems).toEqual([]);
    expect(settled.size).toBe(ids.length);
    return { from, to };
  } finally {
    await graph.close();
  }
}
