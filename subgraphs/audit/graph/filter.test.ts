import { expect, test } from 'vitest';
import { EVENTS } from '../../../schema/contract/events.ts';
import { readFilter } from './filter.ts';
import type { FilterInput } from './filter.ts';

// names of clerks alone are looked up, and none are given here
const read = (filter: FilterInput) => readFilter({ db: undefined as never }, filter);

test.each<[string, FilterInput, string]>([
  ['caseNos', { caseNos: ['10001'] }, 'is not a case number'],
  ['caseNos', { caseNos: [] }, 'is longer, emptier'],
  ['inquiries', { inquiries: ['1'] }, 'is longer, emptier'],
  ['clerks', { clerks: ['x'.repeat(201)] }, 'is longer, emptier'],
  ['organisations', { organisations: [''] }, 'is longer, emptier'],
  ['events', { events: ['INQUIRY_ASKD'] }, 'of other words'],
  ['events', { events: ['toString'] }, 'of other words'],
])('the field %s is named where it does not fit (%j)', async (argument, filter, says) => {
  const refusal = expect(read(filter)).rejects;
  await refusal.toThrow(new RegExp(`^${argument} .*${says}`, 'u'));
  await expect(read(filter)).rejects.toMatchObject({ extensions: { argument } });
});

test('every event of the catalogue can be looked for', async () => {
  for (const event of Object.keys(EVENTS))
    expect((await read({ events: [event] })).filter).toEqual({ events: [event] });
});

test('a period that ends before it begins is refused, not found empty', async () => {
  const [from, to] = [new Date('2026-11-02T00:00:00Z'), new Date('2026-11-01T00:00:00Z')];
  await expect(read({ from, to })).rejects.toThrow('to must be later than');
  await expect(read({ from, to: from })).rejects.toThrow('to must be later than');
  expect((await read({ from: to, to: from })).filter).toMatchObject({ to: from.toISOString() });
});
