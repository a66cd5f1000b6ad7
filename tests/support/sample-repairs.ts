import { inject } from 'vitest';
import { listRepairs } from '../../scripts/repair/listed-repairs.ts';
import { graphClientOf } from './graph-client.ts';
import { sampleAnswers } from './run-sample.ts';

/** Ids of the repairs of the sample's parties of one category, in the order of the list. */
export async function repairsOf(category: string): Promise<string[]> {
  const answers = sampleAnswers().filter((answer) => answer.category === category);
  const refs = new Set(answers.map((answer) => answer.party_ref));
  const { listId } = inject('sample');
  const graph = await graphClientOf();
  try {
    const listed = await listRepairs(graph, listId);
    return listed.filter(({ partyRef }) => refs.has(partyRef)).map(({ id }) => id);
  } finally {
    await graph.close();
  }
}
