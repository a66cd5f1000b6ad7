import { buildClientSchema, getIntrospectionQuery } from 'graphql';
import type { IntrospectionQuery } from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startToys } from './toys/start-toys.ts';
import type { Toys } from './toys/start-toys.ts';

const started: Toys[] = [];
beforeAll(async () => void started.push(await startToys({}, { introspection: true })));
afterAll(async () => {
  await Promise.all(started.map((toys) => toys.stop()));
});

async function ask(query: string): Promise<{ data?: unknown; errors?: unknown }> {
  const response = await fetch(`${started[0]?.url ?? ''}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  return (await response.json()) as { data?: unknown; errors?: unknown };
}

test('all that graphql can ask of a schema is answered', async () => {
  const everything = getIntrospectionQuery({
    ...{ descriptions: true, specifiedByUrl: true, directiveIsRepeatable: true },
    ...{ schemaDescription: true, inputValueDeprecation: true, oneOf: true },
    experimentalDirectiveDeprecation: true,
  });
  const { data, errors } = await ask(everything);
  expect(errors).toBeUndefined();
  const schema = buildClientSchema(data as IntrospectionQuery); // the answer to that question
  expect(schema.getQueryType()?.getFields()).toHaveProperty('court');
});

test('a field of the graph is answered beside it', async () => {
  const { data, errors } = await ask('{ court __type(name: "Query") { name isOneOf } }');
  expect({ data, errors }).toEqual({
    data: { court: 'open', __type: { name: 'Query', isOneOf: null } },
    errors: undefined,
  });
});
