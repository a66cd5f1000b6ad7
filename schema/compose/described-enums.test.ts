import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, isEnumType } from 'graphql';
import { expect, test } from 'vitest';

const CLIENT = join(import.meta.dirname, '..', 'generated', 'client.graphql');

test('every enum that clients see says what it is, and each of its values what it means', () => {
  const schema = buildSchema(readFileSync(CLIENT, 'utf8'));
  const enums = Object.values(schema.getTypeMap()).filter(isEnumType);
  const own = enums.filter(({ name }) => !name.startsWith('__'));
  const silent = own.flatMap((type) => [
    ...(type.description ? [] : [type.name]),
    ...type.getValues().flatMap(({ name, description }) => {
      return description ? [] : [`${type.name}.${name}`];
    }),
  ]);
  expect(own.length).toBeGreaterThan(20);
  expect(silent).toEqual([]);
});
