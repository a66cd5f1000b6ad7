import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LINE_STATES } from '../../../schema/contract/codes.ts';
import type { LineState } from '../../../schema/contract/codes.ts';
import { partyAnswerSchema } from '../../../schema/contract/reply.ts';
import type { AskedParty } from '../../../schema/contract/warrant.ts';
import { decide } from './decide.ts';
import type { HeldRecord, Holder } from './held-record.ts';
import { AS_OF, askedPerson, CODE, heldRecord, ID, PHONE, TWIN } from './toy-records.ts';

const question = { id: ID, name: '张伟', phone: PHONE, phoneObservedOn: '2026-03-01' };
const mine = { id: ID, name: '张伟' };
const hers = { id: TWIN, name: '李丽' };

/** A row of a register of lines. */
function row(
  holder: Partial<Holder>,
  state: LineState,
  since?: string,
  more: Partial<Omit<HeldRecord, 'holder'>> = {},
) {
  const line = since === undefined ? { state } : { state, since };
  return heldRecord(holder, { phone: PHONE, line, contacts: [], ...more });
}

const told = (elements: Partial<AskedParty>, ...held: HeldRecord[]) =>
  decide(askedPerson({ ...question, ...elements }), held, AS_OF);

test('a register that knows nothing of lines says nothing of them', () => {
  expect(told({}, heldRecord(mine, { phone: PHONE }))).not.toHaveProperty('line');
  expect(told({ phone: '+8613800000000' }, row(mine, 'NORMAL'))).not.toHaveProperty('line');
});

test.each(LINE_STATES)("the state %s of the party's own line is told", (state) => {
  expect(told({}, row(mine, state)).line).toEqual({ state, holder: 'MATCH' });
});

test('the holder compares as the name does, under the asked number or without one', () => {
  const holder = (name: string, id?: typeof ID) =>
    told({}, row({ name, ...(id && { id }) }, 'NORMAL')).line?.holder;
  expect([holder('張偉', ID), holder('张维', ID), holder('李丽', ID)]).toEqual([
    ...['VARIANT', 'SIMILAR', 'MISMATCH'],
  ]);
  expect([holder('张伟'), holder('李丽')]).toEqual(['MATCH', 'MISMATCH']);
});

test('of a line in service under somebody else nothing but that is told', () => {
  for (const state of ['NORMAL', 'SUSPENDED'] as const) {
    const { line, contacts, outcome } = told({}, row(hers, state));
    expect({ line, contacts, outcome }).toEqual({
      ...{ line: { state: 'UNKNOWN', holder: 'MISMATCH' }, contacts: [], outcome: 'NO_RECORD' },
    });
  }
});

test("a dead line is nobody's, and whose it was is not told", () => {
  const { line, elements, outcome } = told({}, row(hers, 'CANCELLED'));
  expect(line).toEqual({ state: 'CANCELLED', holder: 'NOT_HELD' });
  expect({ phone: elements.phone, outcome }).toEqual({ phone: 'NOT_HELD', outcome: 'NO_RECORD' });
});

test('who has the number now counts, whoever had it before', () => {
  const before = row(mine, 'CANCELLED', '2015-01-01');
  const { line, elements, phoneReassigned } = told({}, before, row(hers, 'NORMAL', '2026-05-01'));
  expect(line).toEqual({ state: 'UNKNOWN', holder: 'MISMATCH' });
  expect({ phone: elements.phone, phoneReassigned }).toEqual({
    ...{ phone: 'MISMATCH', phoneReassigned: true },
  });
  const ported = told({}, before, row(mine, 'NORMAL', '2026-05-01'));
  expect(ported).toMatchObject({ line: { state: 'NORMAL', holder: 'MATCH' } });
  expect(ported).not.toHaveProperty('phoneReassigned');
});

test('a number in service under another since after the link is reassigned, and only then', () => {
  const reassigned = (...held: HeldRecord[]) => told({}, ...held).phoneReassigned;
  expect(reassigned(row(hers, 'NORMAL', '2026-03-02'))).toBe(true);
  expect(reassigned(row(hers, 'SUSPENDED', '2026-03-02'))).toBe(true);
  expect(reassigned(row(hers, 'NORMAL', '2026-03-01'))).toBeUndefined();
  expect(reassigned(row(hers, 'NORMAL'))).toBeUndefined();
  expect(reassigned(row(hers, 'CANCELLED', '2026-03-02'))).toBeUndefined();
  const shared = [row(hers, 'NORMAL', '2026-03-02'), row(mine, 'NORMAL', '2020-01-01')];
  expect(reassigned(...shared)).toBeUndefined();
});

test('a number that a company has by now is reassigned for a person, never the other way', () => {
  const company = row({ id: CODE, name: '雪秀商行' }, 'NORMAL', '2026-05-01', {
    organisation: true,
  });
  expect(told({}, company)).toMatchObject({ phoneReassigned: true, line: { holder: 'MISMATCH' } });
  const asked = { partyType: 'ORGANISATION', id: CODE, name: '雪秀商行' } as const;
  expect(told(asked, row(hers, 'NORMAL', '2026-05-01'))).not.toHaveProperty('phoneReassigned');
});

test('a dead number still leads to its last holder', () => {
  const asked = askedPerson({ name: '张伟', phone: PHONE });
  const answer = decide(asked, [row(mine, 'CANCELLED')], AS_OF);
  expect(answer).toMatchObject({ outcome: 'MATCHED', discovered: { id: ID } });
  expect(answer.line).toEqual({ state: 'CANCELLED', holder: 'MATCH' });
});

test('whoever is blocked, nothing is told of a line', () => {
  const answer = told({}, row({ ...mine, protected: true }, 'NORMAL'));
  expect(answer.outcome).toBe('BLOCKED');
  expect(answer).not.toHaveProperty('line');
});

test('every answer keeps to the schema, whatever the order of rows, and names no other holder', () => {
  const anyRow = fc
    .record({
      holder: fc.constantFrom(mine, hers, { name: '李丽' }, { name: '' }, { name: '张维' }),
      state: fc.constantFrom(...LINE_STATES),
      since: fc.constantFrom(undefined, '2015-01-01', '2026-05-01'),
      observedOn: fc.constantFrom('2016-01-01', '2026-05-02'),
    })
    .map(({ holder, state, since, observedOn }) => row(holder, state, since, { observedOn }));
  fc.assert(
    fc.property(fc.array(anyRow, { maxLength: 4 }), (held) => {
      const answer = told({}, ...held);
      expect(partyAnswerSchema.parse(answer)).toEqual(answer);
      expect(told({}, ...held.toReversed()).line).toEqual(answer.line);
      const { line, phoneReassigned } = answer;
      if (line?.holder === 'MATCH') expect(phoneReassigned).toBeUndefined();
      if (line?.holder === 'MISMATCH') expect(line.state).toBe('UNKNOWN');
      expect(JSON.stringify(answer)).not.toMatch(/李丽|330782198201011256/u);
    }),
    { numRuns: 500 },
  );
});
