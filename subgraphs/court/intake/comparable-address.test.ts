import { expect, test } from 'vitest';
import { comparableAddress } from './comparable-address.ts';

test('width, case, spaces and punctuation do not tell addresses apart', () => {
  const written = ['浙江省义乌市北苑街道1-2号 A座', '浙江省义乌市，北苑街道（１－２）号　ａ座。'];
  expect(new Set(written.map(comparableAddress))).toEqual(new Set(['浙江省义乌市北苑街道12号a座']));
});

test('another door is another address', () => {
  expect(comparableAddress('稠城街道12号')).not.toBe(comparableAddress('稠城街道13号'));
});

test('an address without letter or digit is none', () => {
  expect(comparableAddress(' —，。 ')).toBe('');
});
