import { text } from 'node:stream/consumers';
import { expect, inject, test } from 'vitest';
import { listRepairs } from '../../scripts/repair/listed-repairs.ts';
import { SAMPLE_TERMS } from '../../scripts/repair/options.ts';
import { createPatience } from '../../scripts/repair/patience.ts';
import { runList } from '../../scripts/repair/run-list.ts';
import { inCourtDatabase } from '../support/court-database.ts';
import { graphClientOf } from '../support/graph-client.ts';
import { mortalGateway } from '../support/mortal-gateway.ts';
import type { MortalGateway } from '../support/mortal-gateway.ts';
import { runSample, sampleAnswers } from '../support/run-sample.ts';
import { handOn, says, strayAgency } from '../support/stray-agency.ts';
import type { Behaviour } from '../support/stray-agency.ts';

const { subgraphUrls, listId } = inject('sample');
const clean = sampleAnswers().filter(({ category }) => category === 'clean');
const refs = new Set(clean.map((answer) => answer.party_ref));
const only = ({ partyRef }: { partyRef: string }) => refs.has(partyRef);
/** Pauses long enough for a gateway to start again. */
const pauses = Array.from({ length: 100 }, () => 500);

/** The police, who answer; while they do so for the nth time, the gateway is killed. */
function killing(target: string, at: number, gateway: () => MortalGateway): Behaviour {
  const counted = { asked: 0 };
  return async (request, response) => {
    counted.asked += 1;
    const answer = await handOn(target, await text(request), request.headers['relink-call']);
    if (counted.asked === at) {
      await gateway().kill();
      await gateway().revive();
    } else says(200, answer)(request, response);
  };
}

/** Runs the clean parties through a gateway that is killed while the police answer. */
async function runKilled(at: number) {
  const held: { gateway?: MortalGateway } = {};
  const current = (): MortalGateway => {
    if (held.gateway === undefined) throw new Error('not there yet');
    return held.gateway;
  };
  await using stray = await strayAgency(killing(subgraphUrls['police'] ?? '', at, current));
  await using gateway = await mortalGateway({ police: stray.url });
  held.gateway = gateway;
  const graph = await graphClientOf('clerk', gateway.url);
  const said: string[] = [];
  const patience = createPatience({ say: (line) => void said.push(line), pauses });
  try {
    const listed = (await listRepairs(graph, listId)).filter(only);
    const from = await ledgerSize();
    const run = await runList(graph, listed, SAMPLE_TERMS, () => undefined, { patience });
    return { ...run, said, asked: await askedSince(from) };
  } finally {
    await graph.close();
  }
}

async function ledgerSize(): Promise<number> {
  const [row] = await inCourtDatabase((sql) => sql`select count(*)::int as size from ledger_entry`);
  return Number(row?.['size']);
}

type Asked = { inquiry: string; hop: number; resumes: string | null; parties: number };

/** The inquiries that the court's ledger has from there on, in order. */
function askedSince(index: number): Promise<Asked[]> {
  return inCourtDatabase(async (sql) => [
    ...(await sql<Asked[]>`
      select inquiry::text, (body::jsonb -> 'detail' ->> 'hop')::int as hop,
        body::jsonb -> 'detail' ->> 'resumes' as resumes, count(*)::int as parties
      from ledger_entry where index >= ${index} and event = 'INQUIRY_ASKED'
      group by 1, 2, 3 order by min(index)`),
  ]);
}

test.each([
  ['the first hop', 1],
  ['the second hop', 2],
])('a gateway that is killed in %s costs nothing but time', async (_, at) => {
  const { repairs } = await runSample({ only });
  const whole = new Map(repairs.map((repair) => [repair.id, repair]));
  const { settled, problems, refused, said, asked } = await runKilled(at);
  expect(problems).toEqual([]);
  expect(refused.size).toBe(0);
  expect(settled.size).toBe(refs.size);
  for (const [id, { status, contacts }] of settled) {
    const before = whole.get(id);
    expect(status).toBe(before?.status);
    expect(contacts.map(({ masked }) => masked)).toEqual(
      before?.contacts.map(({ masked }) => masked),
    );
  }
  expect(said[0]).toContain('trying again in 0.5 s, for 50 s at most');
  const cut = asked.find(({ hop }) => hop === at);
  const resumed = asked.filter(({ resumes }) => resumes !== null);
  expect(resumed).toMatchObject([{ hop: at, resumes: cut?.inquiry, parties: cut?.parties }]);
  // nobody is put to the agencies more often than that
  expect(asked.map(({ hop }) => hop)).toEqual(at === 1 ? [1, 1, 2] : [1, 2, 2]);
});

test('a command that was stopped goes on: what it settled is not asked again', async () => {
  const graph = await graphClientOf('clerk');
  try {
    await runSample({ only });
    const listed = (await listRepairs(graph, listId)).filter(only);
    const opened = listed.slice(0, 5).map(({ id }) => id);
    await inCourtDatabase(
      (sql) => sql`
        update repair set status = 'OPEN', settled_at = null, settled_by = null, inquiry_id = null
        where id = any(${opened}::uuid[])`,
    );
    const from = await ledgerSize();
    const options = { resume: true };
    const run = await runList(graph, listed, SAMPLE_TERMS, () => undefined, options);
    expect(run.settled.size).toBe(refs.size);
    const [first] = await askedSince(from);
    expect(first).toMatchObject({ hop: 1, parties: opened.length });
    const otherDay = { ...SAMPLE_TERMS, asOf: '2026-11-19' };
    const later = await ledgerSize();
    await runList(graph, listed.slice(0, 5), otherDay, () => undefined, options);
    expect((await askedSince(later))[0]).toMatchObject({ hop: 1, parties: 5 });
  } finally {
    await graph.close();
  }
});
