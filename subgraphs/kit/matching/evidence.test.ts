import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ELEMENT_VERDICTS } from '../../../schema/contract/codes.ts';
import type { Elements } from '../../../schema/contract/reply.ts';
import { strengthOf } from './evidence.ts';

const common = { population: 100_000, surnameCount: 7000, givenNameCount: 900 };
const rare = { population: 100_000, surnameCount: 12, givenNameCount: 3 };
const elements: Elements = { name: 'MATCH', idNumber: 'NOT_ASKED', phone: 'MATCH' };

const sum = (...answer: Parameters<typeof strengthOf>) =>
  strengthOf(...answer).reduce((total, { bits }) => total + bits, 0);

test('a rare name weighs more than a common one', () => {
  expect(sum(elements, rare)).toBeGreaterThan(sum(elements, common) + 10);
});

test('only what was compared weighs anything', () => {
  expect(strengthOf(elements, common).map(({ element }) => element)).toEqual(['name', 'phone']);
  const nothing = { name: 'NOT_HELD', idNumber: 'NOT_HELD', phone: 'NOT_ASKED' } as const;
  expect(strengthOf(nothing, common)).toEqual([]);
});

test('a better verdict on a name weighs more', () => {
  const weigh = (name: Elements['name']) => sum({ ...elements, name }, common);
  const weights = (['MATCH', 'VARIANT', 'SIMILAR', 'MISMATCH'] as const).map(weigh);
  expect(weights).toEqual(weights.toSorted((a, b) => b - a));
});

test('a name and a phone that mismatch speak against a match', () => {
  const against = { name: 'MISMATCH', idNumber: 'NOT_ASKED', phone: 'MISMATCH' } as const;
  expect(strengthOf(against, common).every(({ bits }) => bits < 0)).toBe(true);
});

test('a register too small to tell weighs a name by what is usual and a number as ever', () => {
  const asked: Elements = { name: 'MATCH', idNumber: 'MATCH', phone: 'MATCH' };
  for (const population of [0, 1, 10]) {
    const one = { population, surnameCount: population, givenNameCount: population };
    const [name, id, phone] = strengthOf(asked, one).map(({ bits }) => bits);
    expect(name).toBeGreaterThan(6);
    expect(id).toBeGreaterThan(9);
    expect(phone).toBeGreaterThan(8);
  }
});

test('a name of one part is weighed by that part alone', () => {
  const one = { population: 100_000, surnameCount: 12 };
  const bits = Math.round(10 * Math.log2((0.92 * 100_100) / 13)) / 10;
  expect(strengthOf({ ...elements, phone: 'NOT_ASKED' }, one)).toEqual([
    { element: 'name', verdict: 'MATCH', bits },
  ]);
});

test('bits are finite for any register, an empty one included', () => {
  const verdict = fc.constantFrom(...ELEMENT_VERDICTS);
  const count = fc.nat({ max: 2_000_000 });
  const anyElements = fc.record({ name: verdict, idNumber: verdict, phone: verdict });
  const any = fc.record({ population: count, surnameCount: count, givenNameCount: count });
  fc.assert(
    fc.property(anyElements, any, (one, frequencies) => {
      for (const { bits } of strengthOf(one, frequencies)) expect(Number.isFinite(bits)).toBe(true);
    }),
    { seed: 1 },
  );
});
