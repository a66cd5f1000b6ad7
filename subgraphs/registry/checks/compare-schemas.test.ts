import { parse } from 'graphql';
import { expect, test } from 'vitest';
import { compareSchemas, usedChanges } from './compare-schemas.ts';

const BEFORE = `
  type Query { me: Me! all: [Me!]! one: Me! two: Me! }
  type Mutation { touch: Me! }
  type Me { name: String! friend: Me! }`;

const used = {
  ...{ client: 'console', operation: 'Show' },
  coordinates: new Set(['Query.me', 'Query.all', 'Query.one', 'Query.two', 'Mutation.touch']),
};

/** What stands in the way of who uses all roots. */
async function inTheWay(after: string) {
  const { changes, breaking } = await compareSchemas(BEFORE, after);
  const problems = usedChanges('court', parse(after), breaking, [used]);
  return { changes, problems: problems.map(({ message }) => message.split(':')[0]) };
}

test('a root that may be null from now on is told, and stands in nobody’s way', async () => {
  const after = `
    type Query { me: Me all: [Me!] one: Me! two: Me! }
    type Mutation { touch: Me }
    type Me { name: String! friend: Me! }`;
  const { changes, problems } = await inTheWay(after);
  expect(changes.map(({ level, path }) => [level, path])).toEqual([
    ['DANGEROUS', 'Query.me'],
    ['DANGEROUS', 'Query.all'],
    ['DANGEROUS', 'Mutation.touch'],
  ]);
  expect(problems).toEqual([]);
});

test('what else changes of a root breaks as ever, and so does null below it', async () => {
  const after = `
    type Query { me: [Me] all: [Me] one: String two: Me! }
    type Mutation { touch: Me! }
    type Me { name: String friend: Me }`;
  const { changes, problems } = await inTheWay(after);
  expect(new Set(changes.map(({ level }) => level))).toEqual(new Set(['BREAKING']));
  expect(changes.map(({ path }) => path)).toEqual(
    expect.arrayContaining(['Me.name', 'Me.friend', 'Query.me', 'Query.all', 'Query.one']),
  );
  expect(problems).toEqual(expect.arrayContaining(['Query.me', 'Query.all', 'Query.one']));
});
