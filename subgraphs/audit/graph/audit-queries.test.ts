import { graphql } from 'graphql';
import { expect, test } from 'vitest';
import { callerOf, SUN } from '../../../tests/support/court-world/people.ts';
import { service } from '../service.ts';

/** What is told of a question that is refused before anybody is asked. */
async function refusalOf(source: string) {
  const contextValue = { caller: callerOf(SUN) };
  const { errors = [] } = await graphql({ schema: service.schema, source, contextValue });
  return errors.map(({ message, extensions }) => [message, extensions['problem']]);
}

test('a document can leave out by a variable, as GraphQL has it', () => {
  const names = service.schema.getDirectives().map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(['include', 'skip', 'deprecated']));
});

test.each([0, -1, 501, 1000])(
  'a page of %i entries is refused with what there can be',
  async (size) => {
    const refusal = [['first must be from 1 to 500.', 'ENTRIES_PER_PAGE']];
    expect(await refusalOf(`{ audit(first: ${size}) { entries { edges { cursor } } } }`)).toEqual(
      refusal,
    );
    const report = `{ accessReport(sought: "", first: ${size}) { lookUps { missing } } }`;
    expect(await refusalOf(report)).toEqual(refusal);
  },
);

test.each(['2026-11-01T00:00:00Z', '2026-10-01T00:00:00Z'])(
  'a period that ends before it begins is refused as that (%s)',
  async (to) => {
    const query = `{ reconcile(from: "2026-11-01T00:00:00Z", to: "${to}") {
      reconciliation { isComplete } } }`;
    expect(await refusalOf(query)).toEqual([['to must be later than `from`.', 'NOT_LATER']]);
  },
);
