import { text } from 'node:stream/consumers';
import { expect, inject, test } from 'vitest';
import { createDocumentClient } from '../../scripts/repair/graph-client.ts';
import { listRepairs } from '../../scripts/repair/listed-repairs.ts';
import { SAMPLE_TERMS } from '../../scripts/repair/options.ts';
import { createPatience } from '../../scripts/repair/patience.ts';
import { runList } from '../../scripts/repair/run-list.ts';
import { decideParty } from '../../scripts/review/decide-party.ts';
import { readRepairs } from '../../scripts/review/read-repairs.ts';
import { DOCUMENTS } from '../../scripts/review/review-client.ts';
import { graphClientOf } from '../support/graph-client.ts';
import { mortalGateway } from '../support/mortal-gateway.ts';
import type { MortalGateway } from '../support/mortal-gateway.ts';
import { runSample, sampleAnswers } from '../support/run-sample.ts';
import { sessionOf } from '../support/session-of.ts';
import { handOn, strayAgency } from '../support/stray-agency.ts';

const { subgraphUrls, listId, publicUrl } = inject('sample');
const ref = sampleAnswers().find(({ category }) => category === 'name_homophone')?.party_ref;
/** Pauses long enough for a gateway to start again. */
const pauses = Array.from({ length: 100 }, () => 500);

/** Confirms the party through a gateway that is killed once the police have answered. */
async function confirmKilled(): Promise<unknown> {
  const held: { gateway?: MortalGateway } = {};
  await using stray = await strayAgency(async (request) => {
    await handOn(subgraphUrls['police'] ?? '', await text(request), request.headers['relink-call']);
    await held.gateway?.kill();
    await held.gateway?.revive();
  });
  await using gateway = await mortalGateway({ police: stray.url });
  held.gateway = gateway;
  const session = await sessionOf('clerk');
  const graph = createDocumentClient(DOCUMENTS, `${gateway.url}/graphql`, session, publicUrl);
  try {
    const waiting = await readRepairs(graph, 'NEEDS_REVIEW', { list: listId, caseNo: undefined });
    const repair = waiting.find(({ partyRef }) => partyRef === ref);
    if (repair === undefined) throw new Error('the party does not wait');
    const decision = { repair, decision: 'CONFIRM', reason: 'seen the passport' } as const;
    const patience = createPatience({ say: () => undefined, pauses });
    const means = { patience, isOver: () => Promise.resolve(false) };
    return await decideParty(graph, decision, means).catch((error: unknown) => error);
  } finally {
    await graph.close();
  }
}

test('a confirmation that broke off is recorded, and the list goes on with it', async () => {
  await runSample({ only: ({ partyRef }) => partyRef === ref });
  const broken = await confirmKilled();
  expect(broken).toMatchObject({ code: 'LEFT_OPEN' });
  expect(String(broken)).toContain('npm run repair -- --resume');
  const graph = await graphClientOf('clerk');
  try {
    const listed = (await listRepairs(graph, listId)).filter(({ partyRef }) => partyRef === ref);
    const again = { resume: true };
    const { settled } = await runList(graph, listed, SAMPLE_TERMS, () => undefined, again);
    const [repair] = [...settled.values()];
    expect(repair).toMatchObject({ partyRef: ref, status: 'FOUND', flags: ['NAME_SIMILAR'] });
    expect(repair?.contacts).not.toEqual([]);
  } finally {
    await graph.close();
  }
});
