import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { readBody } from './read-body.ts';

const pieces = () => Readable.from([Buffer.from('ab'), Buffer.from('cd')]);

test('a body of just the limit is read whole', async () => {
  expect((await readBody(pieces(), 4)).toString()).toBe('abcd');
});

test('a body that is longer is refused as such, and its stream is left for the answer', async () => {
  const payload = pieces();
  await expect(readBody(payload, 3)).rejects.toMatchObject({
    ...{ statusCode: 413, code: 'PAYLOAD_TOO_LARGE' },
  });
  expect(payload.destroyed).toBe(false);
});
