import { expect, test } from 'vitest';
import { isPlainText, reasonArgument } from '../../kit/graph/plain-text.ts';
import { agenciesArgument, legalBasisArgument, uuidArgument } from './arguments.ts';

test.each(['service failed', '送达失败 📮', 'two\nlines\tand a tab\r\n', 'كتاب\u200F', ''])(
  'what people write is plain text: %j',
  (text) => {
    expect(isPlainText(text)).toBe(true);
  },
);

test.each(['a\0b', 'a reason\0', '\u001B[2J', '\u009B2J', '\u007F', '\uD800', '\uDC00a', '\u0085'])(
  'what cannot be kept or shown as it is, is not: %j',
  (text) => {
    expect(isPlainText(text)).toBe(false);
    expect(() => reasonArgument(`a reason ${text}`)).toThrow('reason holds control characters');
    expect(() => legalBasisArgument(`CPL art. 87 ${text}`)).toThrow('legalBasis holds control');
  },
);

test('a reason is kept without the blanks around it', () => {
  expect(reasonArgument('  a reason\n')).toBe('a reason');
});

test('an id is the same in capitals, as it is to the database', () => {
  const id = '8a5251f4-7c09-4e50-b823-1d09756ff1f5';
  expect(uuidArgument(id.toUpperCase(), 'id')).toBe(id);
  expect(() => uuidArgument('8a5251f4', 'id')).toThrow('id is not an id of this graph');
});

test('agencies are asked once each; none and an unknown one are refused without being repeated', () => {
  const known = ['mall', 'police'];
  expect(agenciesArgument(['police', 'police'], known)).toEqual(['police']);
  expect(agenciesArgument(['police', 'mall'], known)).toEqual(known);
  expect(() => agenciesArgument([], known)).toThrow('agencies is empty');
  expect(() => agenciesArgument(['police', 'customs'], known)).toThrow(/^agencies names somebody/u);
});
