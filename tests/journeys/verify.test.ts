import { expect, inject, test } from 'vitest';
import { z } from 'zod';
import { SAMPLE_TERMS } from '../../scripts/repair/options.ts';
import { listRepairs } from '../../scripts/repair/listed-repairs.ts';
import { verifyList } from '../../scripts/repair/verify-list.ts';
import { askGraph } from '../support/ask-graph.ts';
import { graphClientOf } from '../support/graph-client.ts';
import { runSample, sampleAnswers } from '../support/run-sample.ts';

const againShape = z.object({
  repair: z.object({ status: z.string(), contacts: z.array(z.object({ id: z.string() })) }),
});

const answers = sampleAnswers();
const { gatewayUrl, listId } = inject('sample');

async function verified() {
  const graph = await graphClientOf();
  try {
    const listed = await listRepairs(graph, listId);
    return await verifyList(graph, listed, SAMPLE_TERMS, () => undefined);
  } finally {
    await graph.close();
  }
}

test('a verification tells the verdict of each element at each agency', async () => {
  const { listed, settled, problems } = await verified();
  expect(problems).toEqual([]);
  expect(settled.size).toBe(listed.length);
  const ref = answers.find(({ category }) => category === 'id_of_another')?.party_ref;
  const found = [...settled.values()].find(({ partyRef }) => partyRef === ref);
  expect(found?.agencies).toContainEqual({
    agency: 'police',
    status: 'ANSWERED',
    elements: { name: 'MISMATCH', idNumber: 'MATCH', phone: 'NOT_ASKED' },
  });
});

test('a party that may not be asked about says why, and no agency hears of it', async () => {
  const { settled } = await verified();
  const ref = answers.find(({ category }) => category === 'id_wrong_check_digit')?.party_ref;
  const found = [...settled.values()].find(({ partyRef }) => partyRef === ref);
  expect(found).toMatchObject({ flags: ['INVALID_INPUT'], problems: [{ field: 'id_number' }] });
  expect(found?.agencies).toEqual([]);
});

test('a verification does not tell that somebody is dead, protected or a minor', async () => {
  const { settled } = await verified();
  const said = JSON.stringify([...settled.values()]);
  for (const word of ['BLOCKED', 'DECEASED', 'PROTECTED', 'MINOR'])
    expect(said).not.toContain(word);
});

test('a verification leaves repairs and their contacts as they are', async () => {
  const only = ({ partyRef }: { partyRef: string }) => partyRef === answers[3]?.party_ref;
  const before = await runSample({ only, reveal: 'comparison before verifying' });
  await verified();
  const again = await askGraph(
    gatewayUrl,
    'query Again($id: ID!) { repair(id: $id) { status contacts { id } } }',
    { id: before.repairs[0]?.id },
    againShape,
  );
  expect(again.repair.status).toBe(before.repairs[0]?.status);
  expect(again.repair.contacts.map(({ id }) => id).sort()).toEqual(
    [...before.values.keys()].sort(),
  );
});
