import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { asked, followedWorld } from '../../../tests/support/followed-world.ts';
import type { FollowedWorld } from '../../../tests/support/followed-world.ts';
import { nameClerks } from './name-clerks.ts';
import type { ShownEntry } from './shown-entry.ts';

const AT = new Date('2026-03-02T07:00:00.000Z');
const [WANG, ZHAO] = ['w'.repeat(43), 'z'.repeat(43)];
const [ASKED, ROUTED, FORGED] = [randomUUID(), randomUUID(), randomUUID()];
const [NEW, UNSIGNED] = [randomUUID(), randomUUID()];

let world: FollowedWorld;

beforeAll(async () => {
  world = await followedWorld('2026-03-03T07:00:00.000Z');
  const routed = { source: 'audit', event: 'INQUIRY_ROUTED', at: AT } as const;
  const detail = { agencies: ['police'] };
  await world.follow(
    asked(AT, { inquiry: ASKED, actor: 'wang.shuji', detail: { pseudonym: WANG } }),
    { ...routed, inquiry: ASKED, actor: 'somebody.else', detail },
    { ...routed, inquiry: ROUTED, actor: 'zhao.shuji', detail },
    { ...routed, inquiry: UNSIGNED, actor: 'gateway', detail },
    // an agency that would put a look-up on somebody
    asked(AT, { source: 'mall', inquiry: FORGED, actor: 'li.faguan', detail: { pseudonym: ZHAO } }),
  );
});

afterAll(async () => {
  await world.close();
});

function shown(change: Partial<ShownEntry>): ShownEntry {
  return {
    ...{ source: 'police', index: 0, at: AT, event: 'INQUIRY_ANSWERED', actor: WANG },
    ...{ subject: null, inquiry: null, caseNo: null, purpose: null, outcome: null, reason: null },
    ...{ personPseudonym: null, detail: [] },
    ...change,
  };
}

const named = async (...entries: Partial<ShownEntry>[]) =>
  (await nameClerks(world.db, entries.map(shown))).map(({ subject }) => subject);

test('an agency’s row has the subject that the court names beside the pseudonym, whatever the hub says', async () => {
  expect(
    await named(
      { inquiry: ASKED },
      { inquiry: ASKED, source: 'mall', event: 'INQUIRY_REFUSED' },
      { inquiry: ASKED, actor: ZHAO },
    ),
  ).toEqual(['wang.shuji', 'wang.shuji', null]);
});

test('where the court’s entry is not known, it has who asked the hub; where nobody did, none', async () => {
  expect(
    await named(
      ...[ROUTED, UNSIGNED, FORGED, randomUUID(), null].map((inquiry) => ({
        ...{ inquiry, actor: ZHAO },
      })),
    ),
  ).toEqual(['zhao.shuji', null, null, null, null]);
});

test('what the court has on the same page is known before it was followed', async () => {
  const detail = [{ name: 'pseudonym', value: ZHAO }];
  const atCourt = { source: 'court', event: 'INQUIRY_ASKED', actor: 'zhao.shuji', detail };
  expect(await named({ inquiry: NEW, actor: ZHAO }, { ...atCourt, inquiry: NEW })).toEqual([
    'zhao.shuji',
    null,
  ]);
});

test('who names themselves is not named again: the court, the hub, and an agency of its own doing', async () => {
  expect(
    await named(
      { source: 'court', inquiry: ASKED, actor: 'wang.shuji' },
      { source: 'audit', inquiry: ASKED, actor: 'wang.shuji' },
      { source: 'police', inquiry: ASKED, actor: 'police' },
    ),
  ).toEqual([null, null, null]);
});
