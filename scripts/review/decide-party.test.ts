import { expect, test } from 'vitest';
import { GraphError } from '../repair/graph-client.ts';
import { createPatience } from '../repair/patience.ts';
import { decideParty } from './decide-party.ts';
import type { Decision } from './decide-party.ts';
import type { ReviewClient } from './review-client.ts';
import type { RepairNow } from './shapes.ts';

const BEFORE = '2026-11-28T08:00:00.000Z';
const waiting: RepairNow = {
  ...{ id: '1', partyRef: 'P1', caseNo: '（2026）浙0782民初1号', status: 'NEEDS_REVIEW' },
  ...{ flags: [], problems: [], agencies: [], contacts: [], leftOut: [], settledAt: BEFORE },
};
const found: RepairNow = { ...waiting, status: 'FOUND', settledAt: '2026-11-28T09:00:00.000Z' };
const decision: Decision = { repair: waiting, decision: 'CONFIRM', reason: 'seen the passport' };

const settled = {
  decideReview: { repair: waiting, inquiry: { repairs: [found], followUp: null } },
};
const away = new GraphError('Away', 'SUBGRAPH_UNAVAILABLE');

/** Decides at a graph that gives these answers, one after the other. */
async function decide(answers: readonly unknown[], more: Partial<Decision> = {}) {
  const asked: string[] = [];
  const graph = {
    ask: (name: string) => {
      const answer = answers[asked.push(name) - 1];
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
    },
  };
  const patience = createPatience({ say: () => undefined, pauses: [0, 0, 0] });
  const means = { patience, isOver: () => Promise.resolve(false) };
  // no more of a client is needed to decide
  const deciding = decideParty(graph as unknown as ReviewClient, { ...decision, ...more }, means);
  const result = await deciding.catch((error: unknown) => error);
  return { asked, result };
}

test('a confirmation brings what its inquiry settled', async () => {
  expect(await decide([settled])).toEqual({ asked: ['DecideReview'], result: found });
});

test('a dismissal brings the repair as it leaves it', async () => {
  const dismissed = { ...waiting, status: 'NOT_FOUND' };
  const { result } = await decide([{ decideReview: { repair: dismissed, inquiry: null } }], {
    decision: 'DISMISS',
  });
  expect(result).toEqual(dismissed);
});

test('a decision that did not arrive is sent again', async () => {
  const { asked, result } = await decide([away, away, { repair: waiting }, settled]);
  expect(asked).toEqual(['DecideReview', 'RepairNow', 'RepairNow', 'DecideReview']);
  expect(result).toEqual(found);
});

test('a decision that arrived is not sent again', async () => {
  const { asked, result } = await decide([away, { repair: found }]);
  expect(asked).toEqual(['DecideReview', 'RepairNow']);
  expect(result).toEqual(found);
});

test('a confirmation that is recorded and brought nothing says how to go on', async () => {
  const { asked, result } = await decide([away, { repair: { ...waiting, status: 'OPEN' } }]);
  expect(asked).toEqual(['DecideReview', 'RepairNow']);
  expect(result).toMatchObject({ code: 'LEFT_OPEN' });
  expect(String(result)).toContain('--resume');
});

test('what does not pass is not waited for', async () => {
  const refused = new GraphError('Not yours', 'NOT_ASSIGNED');
  expect(await decide([refused])).toEqual({ asked: ['DecideReview'], result: refused });
});
