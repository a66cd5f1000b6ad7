import { expect, test } from 'vitest';
import { GraphError } from '../repair/graph-client.ts';
import { inTurn } from './in-turn.ts';
import type { RepairNow } from './shapes.ts';

const party = (partyRef: string): { repair: RepairNow } => ({
  repair: {
    ...{ id: partyRef, partyRef, caseNo: '（2026）浙0782民初1号', status: 'NEEDS_REVIEW' },
    ...{ flags: [], problems: [], agencies: [], contacts: [], leftOut: [], settledAt: null },
  },
});
const both = [party('P1'), party('P2')];

test('one party of whom it could not be does not stop the others', async () => {
  const { repairs, problems } = await inTurn(both, new AbortController().signal, ({ repair }) =>
    repair.id === 'P1'
      ? Promise.reject(new GraphError('You are not assigned to this case.', 'NOT_ASSIGNED'))
      : Promise.resolve(repair),
  );
  expect(repairs.map(({ id }) => id)).toEqual(['P2']);
  expect(problems).toEqual([
    'P1 of （2026）浙0782民初1号: You are not assigned to this case (NOT_ASSIGNED). Have a judge assign it to you.',
  ]);
});

test('once it is told to stop nothing more is begun, and each party says so', async () => {
  const told = new AbortController();
  const { repairs, problems } = await inTurn(both, told.signal, () => {
    told.abort();
    return Promise.reject(new Error('aborted'));
  });
  expect(repairs).toEqual([]);
  expect(problems).toEqual([
    expect.stringMatching(/^P1 of .*stopped in the middle/u),
    expect.stringMatching(/^P2 of .*stopped before/u),
  ]);
});
