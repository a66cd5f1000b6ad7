import { expect, test } from 'vitest';
import { findLeaks } from './find-leaks.ts';

const secret = '欧阳小明';
const phone = '13812345678';
const secrets = [secret, phone];

function escapeUnicode(text: string): string {
  return Array.from(text, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`).join(
    '',
  );
}

const wrappings: [string, (text: string) => string][] = [
  ['as it is', (text) => text],
  ['percent-encoded', encodeURIComponent],
  ['JSON-escaped', escapeUnicode],
  ['base64', (text) => Buffer.from(text).toString('base64')],
  ['base64 one byte in', (text) => Buffer.from(`x${text}y`).toString('base64')],
  ['base64url two bytes in', (text) => Buffer.from(`xy${text}`).toString('base64url')],
  ['base64 after three letters', (text) => `abc${Buffer.from(text).toString('base64')}`],
  ['base64 of JSON escapes', (text) => Buffer.from(escapeUnicode(text)).toString('base64')],
  [
    'base64 in base64',
    (text) => Buffer.from(Buffer.from(text).toString('base64')).toString('base64'),
  ],
];

test.each(wrappings)('a secret %s is found', (_, wrap) => {
  const found = findLeaks(Buffer.from(`{"a":"${wrap(secret)}","b":"${wrap(phone)}"}`), secrets);
  expect([...found].sort()).toEqual([0, 1]);
});

test('a transcript without the secrets has no leaks', () => {
  expect(findLeaks(Buffer.from('{"masked":"138****5678","name":"欧阳*"}'), secrets).size).toBe(0);
});
