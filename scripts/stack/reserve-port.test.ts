import { expect, test } from 'vitest';
import { isFree } from './free-ports.ts';
import { reservePort } from './reserve-port.ts';

test('a port that is kept is nobody else’s, and free once let go', async () => {
  const kept = await reservePort();
  expect(await isFree(kept.port)).toBe(false);
  await expect(reservePort(kept.port)).rejects.toThrow(`Port ${String(kept.port)} is taken`);
  await expect(fetch(`http://127.0.0.1:${String(kept.port)}`)).rejects.toThrow();
  await kept.release();
  await kept.release();
  await using again = await reservePort(kept.port);
  expect(again.port).toBe(kept.port);
});

test('many at once are kept different ports', async () => {
  const kept = await Promise.all(Array.from({ length: 8 }, () => reservePort()));
  expect(new Set(kept.map(({ port }) => port)).size).toBe(8);
  await Promise.all(kept.map((one) => one.release()));
});
