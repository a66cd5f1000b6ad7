import { expect, test } from 'vitest';
import { isPlainText, legalBasisArgument, reasonArgument } from './arguments.ts';

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
