import { expect, test } from 'vitest';
import type { InquiryCount } from '../../../schema/contract/audit.ts';
import { findGaps } from './find-gaps.ts';
import type { Sides } from './find-gaps.ts';

const ID = '0195a1f0-0000-4000-8000-000000000001';
const AT = '2026-03-02T09:00:00.000Z';

/** Long after all of it. */
const NOW = new Date('2026-03-02T12:00:00.000Z');

const of = (events: Record<string, number>): InquiryCount[] => [{ inquiry: ID, at: AT, events }];

/** What a sound inquiry about two parties leaves, changed side by side. */
function sides(change: Record<string, InquiryCount[] | undefined> = {}): Sides {
  const sound: Record<string, InquiryCount[] | undefined> = {
    court: of({ INQUIRY_ASKED: 2, INQUIRY_SETTLED: 2 }),
    audit: of({ INQUIRY_ROUTED: 1, INQUIRY_PASSED: 1 }),
    ...{ mall: of({ INQUIRY_ANSWERED: 2 }), police: of({ INQUIRY_ANSWERED: 2 }) },
  };
  const counts = Object.entries({ ...sound, ...change }).flatMap(([code, all]) =>
    all === undefined ? [] : [[code, all] as const],
  );
  const passed = new Map([[ID, { mall: 'ANSWERED', police: 'ANSWERED' }]]);
  return { court: 'court', hub: 'audit', counts: new Map(counts), passed, now: NOW };
}

const gaps = (change: Record<string, InquiryCount[] | undefined>, now = NOW) =>
  findGaps({ ...sides(change), now }).map(({ has, lacks, what }) => `${has} > ${lacks}: ${what}`);

test('a sound inquiry leaves no gap', () => {
  expect(gaps({})).toEqual([]);
});

test.each([
  ['the court asked past the hub', { audit: [] }, 'court > audit: NOT_ROUTED'],
  ['the court asked nothing', { court: [] }, 'audit > court: NOT_ASKED'],
  ['an agency was asked by nobody', { court: [] }, 'police > court: NOT_ASKED'],
  ['an agency was asked past the hub', { audit: [] }, 'police > audit: NOT_ROUTED'],
  ['a reply went nowhere', { audit: of({ INQUIRY_ROUTED: 1 }) }, 'police > audit: NOT_PASSED'],
  ['an agency hides what it answered', { police: [] }, 'audit > police: NOT_ANSWERED'],
  [
    'an agency looked up more than was asked',
    { police: of({ INQUIRY_ANSWERED: 3 }) },
    'court > police: OTHER_COUNT',
  ],
])('%s: it is said', (_what, change, gap) => {
  expect(gaps(change)).toContain(gap);
});

test('an inquiry of parties that were all refused or screened out reaches nobody, and is no gap', () => {
  const refused = new Map([[ID, { mall: 'REFUSED', police: 'UNAVAILABLE' }]]);
  const nobody = { court: of({ REPAIR_SCREENED: 1 }), mall: [], police: [] };
  expect(findGaps({ ...sides(nobody), passed: refused })).toEqual([]);
  expect(findGaps({ ...sides({ ...nobody, court: [] }), passed: refused })).toEqual([]);
  const heard = sides({ ...nobody, police: of({ INQUIRY_REFUSED: 1 }) });
  expect(findGaps({ ...heard, passed: refused })).toHaveLength(2);
  expect(gaps(nobody)).toContain('audit > court: NOT_ASKED');
  expect(gaps({ ...nobody, audit: of({ INQUIRY_ROUTED: 1 }) })).toContain(
    'audit > court: NOT_ASKED',
  );
});

test('an answer given again to an inquiry that goes on is one', () => {
  expect(gaps({ police: of({ INQUIRY_RESENT: 1 }) })).toEqual([]);
});

test('of a service that was not heard nothing is said', () => {
  expect(gaps({ police: undefined })).toEqual([]);
  expect(gaps({ court: undefined })).toEqual([]);
});

test('gaps come in the order of their inquiries', () => {
  const early = { inquiry: ID.replace(/1$/u, '2'), at: '2026-03-02T08:00:00.000Z' };
  const court = [...of({ INQUIRY_ASKED: 2 }), { ...early, events: { INQUIRY_ASKED: 1 } }];
  const found = findGaps(sides({ court, audit: [] }));
  expect(found[0]).toMatchObject(early);
});

const after = (seconds: number) => new Date(new Date(AT).getTime() + seconds * 1000);
const cutOff = { court: of({ INQUIRY_ASKED: 2 }), audit: of({ INQUIRY_ROUTED: 1 }) };

test('what an inquiry lacks in its first minute is under way, and a gap from then on', () => {
  expect(gaps({ police: [] }, after(59))).toEqual(['audit > police: UNDER_WAY']);
  expect(gaps({ police: [] }, after(60))).toEqual(['audit > police: NOT_ANSWERED']);
});

test('one that was cut off is under way for as long as it may be gone on with', () => {
  expect(gaps(cutOff, after(599))).toContain('police > audit: UNDER_WAY');
  expect(gaps(cutOff, after(600))).toContain('police > audit: NOT_PASSED');
  const told = of({ INQUIRY_ASKED: 2, INQUIRY_SETTLED: 2 });
  expect(gaps({ ...cutOff, court: told }, after(60))).toContain('police > audit: NOT_PASSED');
  const screened = of({ INQUIRY_ASKED: 2, REPAIR_SCREENED: 1 });
  expect(gaps({ ...cutOff, court: screened }, after(599))).toContain('police > audit: UNDER_WAY');
});
