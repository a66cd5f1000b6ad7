import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { freePorts } from './free-ports.ts';
import { areGone } from './processes.ts';
import { startService } from './service-process.ts';
import type { ServiceProcess } from './service-process.ts';

let home = '';

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'relink-service-'));
  await mkdir(join(home, 'logs'));
});
afterEach(() => rm(home, { recursive: true, force: true }));

const SERVER = `require('node:http').createServer((_, r) => r.end()).listen(process.env.PORT);`;

async function start(script: string, grace = 5_000): Promise<ServiceProcess> {
  const main = join(home, 'main.cjs');
  await writeFile(main, script);
  const [port = 0] = await freePorts(1);
  const { signal } = new AbortController();
  return startService({ code: 'mall', main, env: {}, port, home, signal, grace });
}

test('a service that does not stop when told is stopped all the same', async () => {
  const service = await start(`${SERVER} process.on('SIGTERM', () => {});`, 200);
  await service.stop();
  expect(await areGone([service.pid], 0)).toBe(true);
});

test('stopping twice is stopping once', async () => {
  const service = await start(SERVER);
  await Promise.all([service.stop(), service.stop()]);
  await service.stop();
});

test('what a service says goes to its log, not to whoever started it', async () => {
  const service = await start(`console.log('out'); console.error('err'); ${SERVER}`);
  await service.stop();
  expect(await readFile(join(home, 'logs', 'mall.log'), 'utf8')).toBe('out\nerr\n');
});

test('only an end nobody asked for counts as a death', async () => {
  const stopped = await start(SERVER);
  const died = await start(`${SERVER} process.on('SIGUSR2', () => process.exit(4));`);
  await stopped.stop();
  process.kill(died.pid, 'SIGUSR2');
  const first = Promise.race([stopped.died.then(() => 'the stopped one'), died.died]);
  expect(await first).toBe('exit code 4');
});

test('the reason a service gives for not starting is passed on', async () => {
  const starting = start(`console.error('mall: KEYS_FILE is not set'); process.exit(2);`);
  await expect(starting).rejects.toThrow(/exit code 2; see .*mall\.log\n {2}mall: KEYS_FILE/u);
});

test('what a service says as it breaks is not', async () => {
  const starting = start(`throw new Error('secret');`);
  await expect(starting).rejects.not.toThrow('secret');
});
