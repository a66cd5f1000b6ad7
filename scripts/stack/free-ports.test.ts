import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { firstLine } from '../../tests/support/first-line.ts';
import { freePorts, isFree } from './free-ports.ts';

/** Asks for ports, prints them, and stays until it is told to end. */
const ASKING = `
const { freePorts } = await import(process.argv[1]);
console.log(JSON.stringify(await freePorts(200)));
process.stdin.resume();
`;

async function portsOfAnother(): Promise<number[]> {
  const module = join(import.meta.dirname, 'free-ports.ts');
  const args = ['--input-type=module', '--eval', ASKING, module];
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill());
  return JSON.parse(await firstLine(child.stdout)) as number[]; // what it prints
}

test('processes that ask at once are never given the same port', async () => {
  const others = Array.from({ length: 4 }, portsOfAnother);
  const all = (await Promise.all([freePorts(200), ...others])).flat();
  expect(all).toHaveLength(1_000);
  expect(new Set(all).size).toBe(1_000);
});

test('no port is given twice, though the first who was given it has yet to listen', async () => {
  const all = [await freePorts(40), ...(await Promise.all([freePorts(10), freePorts(10)]))].flat();
  expect(new Set(all).size).toBe(60);
});

test('a port on which somebody listens is left out', async () => {
  const [first = 0] = await freePorts(1);
  const server = createServer().listen(first + 1, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  expect(await isFree(first + 1)).toBe(false);
  expect(await freePorts(3)).not.toContain(first + 1);
});
