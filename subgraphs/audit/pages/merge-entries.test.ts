import { expect, test } from 'vitest';
import type { SourceFinding } from '../asking/open-finding.ts';
import { entryText } from '../../kit/ledger/toy-ledger.ts';
import { mergeEntries } from './merge-entries.ts';
import { readCursor } from './page-cursor.ts';

const TO = '2026-03-02T10:00:00.000Z';

function finding(
  code: string,
  entries: readonly (readonly [index: number, minute: number])[],
  { hasMore = false, first = 3 } = {},
): SourceFinding {
  const bodies = entries.map(([index, minute]) => {
    const at = new Date(Date.UTC(2026, 2, 2, 9, minute));
    return { body: entryText({ at, event: 'SIGNED_IN', actor: 'x' }, index) };
  });
  const claims = { iss: code, aud: 'audit', iat: 0, exp: 0, jti: '', request: '' } as const;
  return {
    ...{ code, seen: 0, status: 'ANSWERED' },
    ask: { ask: 'PAGE', filter: { to: TO }, first },
    reply: { ...claims, entries: bodies, hasMore },
  };
}

const shown = (findings: SourceFinding[]) =>
  mergeEntries(findings).edges.map(({ node }) => `${node.source} ${String(node.index)}`);

test('entries of all sources come newest first, and the cursor holds how far each was read', () => {
  const findings = [
    finding('mall', [
      [5, 30],
      [4, 10],
    ]),
    finding('police', [
      [9, 20],
      [8, 5],
    ]),
  ];
  expect(shown(findings)).toEqual(['mall 5', 'police 9', 'mall 4']);
  const { pageInfo } = mergeEntries(findings);
  expect(pageInfo.hasNextPage).toBe(true);
  expect(readCursor(pageInfo.endCursor ?? '')).toEqual({ to: TO, before: { mall: 4, police: 9 } });
});

test('an entry that was written later than it says is not passed over', () => {
  const late = finding(
    'audit',
    [
      [7, 1],
      [6, 40],
    ],
    { first: 2 },
  );
  expect(shown([late, finding('mall', [[5, 30]], { first: 2 })])).toEqual(['mall 5', 'audit 7']);
});

test('a source that is away costs its own entries only', () => {
  const away: SourceFinding = { ...finding('police', []), status: 'UNAVAILABLE', reply: undefined };
  expect(shown([away, finding('mall', [[5, 30]])])).toEqual(['mall 5']);
  expect(mergeEntries([away]).pageInfo).toEqual({ hasNextPage: false, endCursor: null });
});

test('there is more where a source says so', () => {
  const { pageInfo } = mergeEntries([finding('mall', [[5, 30]], { hasMore: true })]);
  expect(pageInfo.hasNextPage).toBe(true);
});

const cursorOf = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const yearless = cursorOf({ to: '0000-03-02T10:00:00.000Z', before: {} });

test.each(['', 'x', '{}', cursorOf({ to: 1 }), yearless])('"%s" is no cursor', (text) => {
  expect(() => readCursor(text)).toThrow('after is not a cursor of this connection.');
});
