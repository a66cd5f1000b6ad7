import { expect, test } from 'vitest';
import {
  emptyCargo,
  fillParts,
  jsonWithin,
  markParts,
  rememberTexts,
  weigh,
  writeVariables,
  written,
} from './cargo.ts';

const long = 'x'.repeat(10_000);

test('variables are written as JSON.stringify does it, long texts and escapes included', () => {
  const texts = [long, `"${long}\\\n`, `${long}浙\ud800`, '', '短'];
  const value = { representations: texts.map((envelope) => ({ envelope, n: 1, none: null })) };
  const cargo = emptyCargo();
  expect(writeVariables(value, cargo)).toBe(JSON.stringify(value));
  weigh(cargo, Buffer.from(long));
  expect(writeVariables(value, cargo)).toBe(JSON.stringify(value));
  expect(writeVariables(value, cargo)).toBe(JSON.stringify(value));
});

test('an entity that goes to several is written once, another one and a deeper one anew', () => {
  const cargo = emptyCargo();
  const asked = (envelope: string, more: object = {}) => ({
    representations: [{ __typename: 'Inquiry', envelope, ...more }],
  });
  const values = [asked('a'), asked('a'), asked('b'), asked('a', { police: { status: 'X' } })];
  for (const value of [...values, asked('a', { police: { status: 'Y' } }), { ids: ['1'] }]) {
    expect(writeVariables(value, cargo)).toBe(JSON.stringify(value));
  }
  expect(cargo.last?.entity).toEqual({
    __typename: 'Inquiry',
    envelope: 'a',
    police: { status: 'Y' },
  });
});

test('texts of JSON without an escape are remembered, of JSON with one they are not', () => {
  const cargo = emptyCargo();
  rememberTexts(cargo, written([long, 'a']), [long, 'a']);
  expect(cargo.texts).toEqual([{ text: long, json: JSON.stringify(long) }]);
  const quoted = `${long}"`;
  rememberTexts(cargo, written([quoted]), [quoted]);
  expect(cargo.texts).toHaveLength(1);
});

test('a part goes to its place, and one without a place goes nowhere', () => {
  const parts = [
    { path: ['run', 'repairs'], json: written([{ id: '甲' }]) },
    { path: ['gone', 'repairs'], json: written([1]) },
    { path: ['list', 0, 'more'], json: written({}) },
  ];
  const data = { list: [{ more: null, 乙: 1 }], run: { a: 1, repairs: null }, gone: null };
  const json = fillParts(markParts({ data }, parts), parts).toString();
  expect(JSON.parse(json)).toEqual({
    data: { list: [{ more: {}, 乙: 1 }], run: { a: 1, repairs: [{ id: '甲' }] }, gone: null },
  });
});

test.each(['', '\n', ' '])('JSON within JSON is found, whatever follows it (%j)', (end) => {
  const body = { data: { 甲: 1, a: [1, { b: '}' }], c: null }, extensions: {} };
  const { data } = body;
  const put = (value: unknown) => void Object.assign(data, { a: value });
  for (const indent of [0, 2]) {
    const bytes = Buffer.from(JSON.stringify(body, null, indent) + end);
    expect(jsonWithin(bytes, body, data.a, put).toString()).toBe('[1,{"b":"}"}]');
  }
  expect(data.a).toEqual([1, { b: '}' }]);
});
