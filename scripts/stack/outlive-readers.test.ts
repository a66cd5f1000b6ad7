import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';

const PRINTS = `
  import { outliveReaders } from '${import.meta.resolve('./outlive-readers.ts')}';
  outliveReaders();
  for (let line = 0; line < 100; line += 1) {
    process.stdout.write('x'.repeat(10_000));
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  process.stderr.write('done');`;

test('a command whose reader is gone goes on to its end', async () => {
  const child = spawn(process.execPath, ['--input-type=module', '--eval', PRINTS], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout.destroy();
  const [said] = await Promise.all([text(child.stderr), once(child, 'close')]);
  expect({ code: child.exitCode, said }).toEqual({ code: 0, said: 'done' });
});
