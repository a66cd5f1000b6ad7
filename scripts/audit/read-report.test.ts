import { expect, test } from 'vitest';
import type { AuditRun } from './audit-run.ts';
import { readReport } from './read-report.ts';
import type { LookUp } from './shapes.ts';

const LOOK_UP: LookUp = {
  ...{ at: '2026-03-03T07:00:00.000Z', event: 'INQUIRY_ANSWERED', source: 'police' },
  ...{ court: 'court', role: 'CLERK', purpose: 'MEDIATION', caseNo: null, outcome: 'MATCHED' },
};

type Page = { hasNextPage: boolean; endCursor: string | null };

/** A report of such pages, one look-up each; `after` of every question is noted. */
async function read(...pages: Page[]) {
  const [asked, left]: [unknown[], Page[]] = [[], [...pages]];
  const graph = {
    ask: (_name: string, { after }: { after: string | null }) => {
      asked.push(after);
      const lookUps = { edges: [{ node: LOOK_UP }], pageInfo: left.shift(), missing: ['mall'] };
      return Promise.resolve({ accessReport: { lookUps } });
    },
  };
  // no more of a run is needed to read pages
  return { asked, ...(await readReport({ graph } as unknown as AuditRun, 'sealed')) };
}

test('a report is read to its end', async () => {
  const pages = ['a', 'b', null].map((endCursor) => ({
    ...{ endCursor, hasNextPage: endCursor !== null },
  }));
  const { asked, lookUps, missing } = await read(...pages);
  expect(asked).toEqual([null, 'a', 'b']);
  expect(lookUps).toHaveLength(3);
  expect(missing).toEqual(['mall']);
});

test('one that cannot be read on is refused, for it would not be whole', async () => {
  await expect(read({ hasNextPage: true, endCursor: null })).rejects.toThrow('not be whole');
});
