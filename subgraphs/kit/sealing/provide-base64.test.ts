import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { provideBase64 } from './provide-base64.ts';

provideBase64();

test('bytes of every length come back from both alphabets as Buffer writes them', () => {
  for (let length = 0; length < 70; length += 1) {
    const bytes = randomBytes(length);
    const url = new Uint8Array(bytes).toBase64({ alphabet: 'base64url', omitPadding: true });
    expect(url).toBe(bytes.toString('base64url'));
    expect(Buffer.from(Uint8Array.fromBase64(url, { alphabet: 'base64url' }))).toEqual(bytes);
    const plain = new Uint8Array(bytes).toBase64();
    expect(plain).toBe(bytes.toString('base64'));
    expect(Buffer.from(Uint8Array.fromBase64(plain))).toEqual(bytes);
  }
});

test('a part of a larger array is written alone', () => {
  expect(Uint8Array.of(0, 1, 2, 3).subarray(1, 3).toBase64()).toBe('AQI=');
});

test.each(['A', 'AB*D', 'AB+D', 'A=BC', 'ABCD='.repeat(2)])('%s is refused', (text) => {
  expect(() => Uint8Array.fromBase64(text, { alphabet: 'base64url' })).toThrow(SyntaxError);
});
