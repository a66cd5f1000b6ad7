import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tempFolder } from '../../tests/support/temp-folder.ts';
import { BusyError } from './busy-error.ts';
import { takeLock } from './home-lock.ts';
import { onceFree } from './once-free.ts';

test('a lock that another command holds is waited for, and that is said once', async () => {
  await using folder = await tempFolder();
  const file = join(folder.path, 'stack.lock');
  const held = await takeLock(file, 'in use');
  const said: string[] = [];
  const say = (line: string) => void said.push(line);
  const taking = onceFree('stack.lock', () => takeLock(file, 'in use'), { say });
  await expect.poll(() => said).toHaveLength(1);
  await held.release();
  await (await taking).release();
  expect(said).toEqual(['Another command starts or stops what runs here; waiting for it.']);
});

test('Ctrl-C ends the wait, and another lock or failure is not waited for', async () => {
  const controller = new AbortController();
  const busy = (lock: string) => () => Promise.reject(new BusyError('in use', lock));
  const waiting = onceFree('stack.lock', busy('/home/stack.lock'), {
    say: () => {
      controller.abort();
    },
    signal: controller.signal,
  });
  await expect(waiting).rejects.toThrow(/abort/iu);
  const say = () => expect.unreachable();
  const other = onceFree('stack.lock', busy('/home/postgres.lock'), { say });
  await expect(other).rejects.toThrow('in use');
  const failing = onceFree('stack.lock', () => Promise.reject(new Error('no')), { say });
  await expect(failing).rejects.toThrow('no');
});
