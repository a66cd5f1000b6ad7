import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { asked, followedWorld } from '../../../tests/support/followed-world.ts';
import type { FollowedWorld } from '../../../tests/support/followed-world.ts';
import type { ShownEntry } from '../pages/shown-entry.ts';
import { lookUpOf } from './look-ups.ts';
import { openingTerms } from './opening-terms.ts';

const PERSON = 'p'.repeat(43);
const [REPAIR, OTHER] = [randomUUID(), randomUUID()];
const AT = new Date('2026-03-02T07:00:00.000Z');
const CASE = '（2026）浙0782民初10001号';

let world: FollowedWorld;

beforeAll(async () => {
  world = await followedWorld('2026-03-03T07:00:00.000Z');
  const inquiry = (purpose: string, kinds: string[], repair = REPAIR, person = PERSON) =>
    asked(AT, { purpose, person, detail: { repair, kinds } });
  await world.follow(
    inquiry('MEDIATION', ['PHONE']),
    inquiry('ENFORCEMENT', ['PHONE', 'ADDRESS']),
    // verdicts alone, another party, and somebody else of the same envelope: nothing was found by them
    inquiry('MEDIATION', []),
    inquiry('MEDIATION', ['PHONE'], OTHER),
    inquiry('MEDIATION', ['PHONE'], REPAIR, 'q'.repeat(43)),
  );
});

afterAll(async () => {
  await world.close();
});

function opening(change: Partial<ShownEntry> = {}): ShownEntry {
  return {
    ...{ source: 'court', index: 9, at: AT, event: 'CONTACT_REVEALED', actor: 'wang.shuji' },
    subject: null,
    ...{ inquiry: null, caseNo: CASE, purpose: null, outcome: null, reason: null },
    ...{ personPseudonym: PERSON, detail: [{ name: 'repair', value: REPAIR }] },
    ...change,
  };
}

async function line(entry: ShownEntry) {
  return lookUpOf(entry, (await openingTerms(world.db, [entry])).get(entry));
}

test('an opening that says purpose, office, role and kind is told with them', async () => {
  const said = { court: 'court', role: 'JUDGE', repair: REPAIR };
  const detail = Object.entries(said).map(([name, value]) => ({ name, value }));
  expect(await line(opening({ purpose: 'MEDIATION', outcome: 'PHONE', detail }))).toEqual({
    ...{ at: AT, event: 'CONTACT_REVEALED', source: 'court', court: 'court', role: 'JUDGE' },
    ...{ purpose: 'MEDIATION', caseNo: CASE, outcome: 'PHONE' },
  });
});

test('one of before is told with those of the inquiry by which the contact was found', async () => {
  expect(await line(opening())).toMatchObject({ purpose: 'ENFORCEMENT', role: 'CLERK' });
  expect(await line(opening({ index: 1 }))).toMatchObject({ purpose: 'MEDIATION' });
});

test('the role is not told where somebody else had asked, but of a judge who lifts a protection', async () => {
  const byJudge = { actor: 'li.faguan' };
  expect(await line(opening(byJudge))).toMatchObject({ purpose: 'ENFORCEMENT', role: null });
  const lifted = opening({ ...byJudge, event: 'PROTECTION_LIFTED' });
  expect(await line(lifted)).toMatchObject({ purpose: 'ENFORCEMENT', role: 'JUDGE' });
});

test.each<[string, Partial<ShownEntry>]>([
  ['of whom no inquiry is known', { personPseudonym: 'r'.repeat(43) }],
  ['in whose court nobody asked', { source: 'elsewhere' }],
  ['before which nobody asked', { index: 0 }],
  ['that names no repair', { detail: [] }],
])('nothing is made up for an opening %s', async (_, change) => {
  expect(await line(opening(change))).toMatchObject({ purpose: null, role: null, caseNo: CASE });
});
