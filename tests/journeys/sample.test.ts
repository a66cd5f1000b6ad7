import { beforeAll, expect, test } from 'vitest';
import { differences } from '../../scripts/repair/compare.ts';
import { shownValue } from '../../scripts/repair/shown-value.ts';
import { runSample, sampleAnswers } from '../support/run-sample.ts';
import type { SampleResult } from '../support/run-sample.ts';

const answers = sampleAnswers();
const categories = [...new Set(answers.map(({ category }) => category))];
const state: { first: SampleResult } = {
  first: { repairs: [], problems: [], values: new Map() },
};

beforeAll(async () => {
  state.first = await runSample({ reveal: 'comparison with known answers' });
});

test('every party of the list is processed', () => {
  expect(state.first.problems).toEqual([]);
  expect(state.first.repairs.map(({ partyRef }) => partyRef)).toEqual(
    answers.map((answer) => answer.party_ref),
  );
  expect(state.first.repairs.filter(({ status }) => status === 'OPEN')).toEqual([]);
});

test.each(categories)('every party of category %s comes out as it should', (category) => {
  const { repairs, values } = state.first;
  const byRef = new Map(repairs.map((repair) => [repair.partyRef, repair]));
  const wrong = answers
    .filter((answer) => answer.category === category)
    .map((answer) => ({
      partyRef: answer.party_ref,
      differences: differences(answer, byRef.get(answer.party_ref), values),
    }))
    .filter((judged) => judged.differences.length > 0);
  expect(wrong).toEqual([]);
});

test('a contact is disclosed only with FOUND or INCOMPLETE', () => {
  const closed = state.first.repairs.filter(({ status }) => status !== 'FOUND');
  expect(closed.flatMap(({ contacts }) => contacts)).toEqual([]);
});

test('what is shown of a contact is never its value', () => {
  const { repairs, values } = state.first;
  const bare = repairs
    .flatMap(({ contacts }) => contacts)
    .filter(({ id, kind, masked }) => masked.includes(shownValue(kind, values.get(id) ?? '')));
  expect(bare).toEqual([]);
});

test('a second run gives the same answer', async () => {
  const second = await runSample({ reveal: 'comparison with the first run' });
  expect(told(second)).toEqual(told(state.first));
});

/** A result but for the ids of its contacts, which are new each time. */
function told({ repairs, values }: SampleResult) {
  return repairs.map((repair) => ({
    ...repair,
    contacts: repair.contacts.map(({ id, ...contact }) => ({ ...contact, value: values.get(id) })),
  }));
}
