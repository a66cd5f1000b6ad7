import { isEnumType, isObjectType } from 'graphql';
import { expect, test } from 'vitest';
import { service } from '../service.ts';

/** Of the kit, in the words that every agency has. */
const SHARED = ['AgencyStatus'];

const types = Object.values(service.schema.getTypeMap()).filter(
  ({ name }) => !name.startsWith('_') && !SHARED.includes(name),
);

test('every code that the court’s graph can tell says what it means', () => {
  const enums = types.filter(isEnumType);
  expect(enums.length).toBeGreaterThan(10);
  const silent = enums.flatMap((type) => {
    const values = type.getValues().filter(({ description }) => !description);
    return [type, ...values.map(({ name }) => ({ name: `${type.name}.${name}`, description: '' }))]
      .filter(({ description }) => !description)
      .map(({ name }) => name);
  });
  expect(silent).toEqual([]);
});

test('what is told in codes of no enum lists them', () => {
  const contact = types.filter(isObjectType).find(({ name }) => name === 'Contact');
  const { rule, reasons } = contact?.getFields() ?? {};
  expect(rule?.description).toContain('`PHONE_TWO_REGISTERS`');
  expect(reasons?.description).toContain('`NOT_REVERIFIED`');
});
