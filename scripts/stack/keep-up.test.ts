import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { freePorts } from './free-ports.ts';
import { keepUp } from './keep-up.ts';
import { areGone } from './processes.ts';
import { startService } from './service-process.ts';
import type { ServiceProcess } from './service-process.ts';

let home = '';

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'relink-service-'));
  await mkdir(join(home, 'logs'));
});
afterEach(() => rm(home, { recursive: true, force: true }));

/** Serves, and ends by itself where the file `fails` does not say otherwise. */
const SERVER = `
  const { existsSync } = require('node:fs');
  require('node:http').createServer((_, r) => r.end()).listen(process.env.PORT);
  if (!existsSync(process.env.FILE)) setTimeout(() => process.exit(3), 300);`;

async function start(): Promise<ServiceProcess> {
  const main = join(home, 'main.cjs');
  await writeFile(main, SERVER);
  const [port = 0] = await freePorts(1);
  const { signal } = new AbortController();
  const env = { FILE: join(home, 'sound') };
  return startService({ code: 'mall', main, env, port, home, signal });
}

/** What becomes of a service that is kept up. */
async function kept(service: ServiceProcess, isStopping = false) {
  const lines: string[] = [];
  const fresh: ServiceProcess[] = [];
  await keepUp(service, {
    ...{ home, isStopping: () => isStopping },
    log: (line) => lines.push(line.split(';', 1)[0] ?? ''),
    replace: (one) => fresh.push(one),
  });
  return { lines, fresh };
}

test('a service that ended by an error of its own is started again at its address', async () => {
  const service = await start();
  await writeFile(join(home, 'sound'), '');
  const { lines, fresh } = await kept(service);
  expect(lines).toEqual(['mall ended (exit code 3)', 'mall was started again']);
  expect(fresh.map(({ url }) => url)).toEqual([service.url]);
  expect((await fetch(fresh[0]?.url ?? '')).status).toBe(200);
  await Promise.all(fresh.map((one) => one.stop()));
});

test('one that was killed stays so, and while all is stopped nothing is started', async () => {
  const killed = await start();
  process.kill(killed.pid, 'SIGKILL');
  expect(await kept(killed)).toEqual({ lines: ['mall ended (signal SIGKILL)'], fresh: [] });
  const last = await start();
  expect(await kept(last, true)).toEqual({ lines: ['mall ended (exit code 3)'], fresh: [] });
  expect(await areGone([killed.pid, last.pid], 1000)).toBe(true);
});
