import { expect, test } from 'vitest';
import { reasonArgument } from './plain-text.ts';

test('a reason is kept without the space around it', () => {
  expect(reasonArgument('  service in case 10001\n')).toBe('service in case 10001');
  expect(reasonArgument('送达文书')).toBe('送达文书');
});

test.each([
  ['nothing', ''],
  ['spaces', '     '],
  ['zero-width spaces', '\u200b\u200b\u200b\u200b'],
  ['joiners between spaces', '\u200d \u200d \u200d \u200d'],
  ['fillers', '\u3164\u3164\u3164\u3164'],
  ['empty patterns of Braille', '\u2800\u2800\u2800\u2800'],
  ['three letters and what nobody sees', 'abc\u200b\u200b'],
  ['more than fits', 'a'.repeat(501)],
])('%s is no reason', (_, text) => {
  const extensions = { code: 'BAD_USER_INPUT', argument: 'reason', problem: 'REASON_LENGTH' };
  expect(() => reasonArgument(text)).toThrow(expect.objectContaining({ extensions }));
});
