import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { takeLock } from './home-lock.ts';

let folder = '';
const lockFile = (): string => join(folder, 'a.lock');

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'relink-lock-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('a lock that is held is refused, and free once released', async () => {
  const lock = await takeLock(lockFile(), 'in use');
  await expect(takeLock(lockFile(), 'in use')).rejects.toThrow('in use');
  await lock.release();
  await (await takeLock(lockFile(), 'in use')).release();
  expect(await readdir(folder)).toEqual([]);
});

test.each([
  ['a process that is gone', { pid: 2 ** 22 + 1, started: 'boot:1' }],
  ['an earlier process with the number of one that runs', { pid: process.pid, started: 'boot:1' }],
])('the lock of %s is taken over', async (_, holder) => {
  await writeFile(lockFile(), JSON.stringify(holder));
  await (await takeLock(lockFile(), 'in use')).release();
});

test('half a lock is taken over', async () => {
  await writeFile(lockFile(), '{"pid":');
  await (await takeLock(lockFile(), 'in use')).release();
});

test.each(Array.from({ length: 20 }, (_, round) => round))(
  'of many that take over a dead lock at once, one holds it (%s)',
  async () => {
    await writeFile(lockFile(), 'dead');
    await writeFile(`${lockFile()}.over`, 'dead');
    const takers = Array.from({ length: 20 }, () => takeLock(lockFile(), 'in use'));
    const results = await Promise.allSettled(takers);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await readdir(folder)).toEqual(['a.lock']);
  },
);
