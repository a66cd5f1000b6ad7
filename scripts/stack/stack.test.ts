import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { firstLine } from '../../tests/support/first-line.ts';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findStack } from './find-stack.ts';
import { areGone } from './processes.ts';
import { startStack } from './stack.ts';
import type { StackOptions } from './stack.ts';
import { writeStandIns } from './stand-in.ts';

let folder = '';
let lines: string[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'relink-stack-'));
  lines = [];
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const databases = {
  DATABASE_URL_MALL: 'postgres://mall:secret@127.0.0.1:1/mall',
  DATABASE_URL_POLICE: 'postgres://police:secret@127.0.0.1:1/police',
  DATABASE_URL_PROVIDER: 'postgres://provider:secret@127.0.0.1:1/provider',
  MIGRATION_DATABASE_URL_POLICE: 'postgres://owner:secret@127.0.0.1:1/police',
};

function options(): StackOptions {
  return {
    root: join(folder, 'repo'),
    home: join(folder, 'home'),
    env: { PORT: '1', ...databases },
    log: (line) => lines.push(line),
    progress: () => undefined,
  };
}

const standIns = (before: Record<string, string> = {}) =>
  writeStandIns(join(folder, 'repo'), ['mall', 'police'], before);

test('every folder of subgraphs becomes a service behind the gateway', async () => {
  await standIns();
  const stack = await startStack(options());
  try {
    expect(Object.keys(stack.subgraphUrls)).toEqual(['mall', 'police']);
    const answer = await fetch(`${stack.gatewayUrl}/env`);
    const env: unknown = await answer.json();
    expect(env).toMatchObject({
      SUBGRAPH_URLS: JSON.stringify({
        mall: `${stack.subgraphUrls['mall'] ?? ''}/graphql`,
        police: `${stack.subgraphUrls['police'] ?? ''}/graphql`,
      }),
    });
    expect(env).not.toHaveProperty('DATABASE_URL_POLICE');
  } finally {
    await stack.stop();
  }
  expect(await areGone(Object.values(stack.pids), 0)).toBe(true);
});

test('who vouches for people, and where they reach the graph, is known to every service', async () => {
  await standIns();
  const stack = await startStack(options());
  try {
    const told = {
      OIDC_ISSUER: stack.providerUrl,
      PUBLIC_URLS: `${stack.gatewayUrl}/graphql,${stack.gatewayUrl.replace('127.0.0.1', 'localhost')}/graphql`,
    };
    expect(stack.issuer).toBe(stack.providerUrl);
    for (const url of [stack.gatewayUrl, ...Object.values(stack.subgraphUrls)])
      expect(await environmentOf(url)).toMatchObject({ ...told, NODE_ENV: 'production' });
    expect(await environmentOf(stack.providerUrl ?? '')).toMatchObject({
      NODE_ENV: 'development',
      ACCOUNTS_FILE: join(folder, 'home', 'accounts.json'),
    });
    const open = { TRUSTED_DOCUMENTS: 'optional', INTROSPECTION: 'on' };
    expect(await environmentOf(stack.gatewayUrl)).toMatchObject(open);
  } finally {
    await stack.stop();
  }
});

test('with a provider of their own, none is started, and the door is as strict as they say', async () => {
  await standIns();
  const issuer = 'https://login.court.example';
  const { env } = options();
  const theirs = { ...env, OIDC_ISSUER: issuer, NODE_ENV: 'production' };
  const stack = await startStack({ ...options(), env: theirs });
  try {
    expect([stack.issuer, stack.providerUrl]).toEqual([issuer, undefined]);
    expect(Object.keys(stack.pids).sort()).toEqual(['gateway', 'mall', 'police']);
    const told = await environmentOf(stack.gatewayUrl);
    expect(told).toMatchObject({ OIDC_ISSUER: issuer });
    expect(told).not.toHaveProperty('TRUSTED_DOCUMENTS');
    const found = await findStack(join(folder, 'home'), join(folder, 'repo'));
    expect([found?.issuer, found?.providerUrl]).toEqual([issuer, undefined]);
  } finally {
    await stack.stop();
  }
});

test('in production a provider must be named, and nothing is started', async () => {
  await standIns();
  const env = { ...databases, NODE_ENV: 'production' };
  await expect(startStack({ ...options(), env })).rejects.toThrow(/^Set OIDC_ISSUER to your/u);
  await expect(stat(join(folder, 'home'))).rejects.toThrow('ENOENT');
});

test('the public half of the key that the gateway signs with is pinned', async () => {
  await standIns();
  const stack = await startStack(options());
  await stack.stop();
  const pinned = join(folder, 'home', 'keys', 'pinned', 'gateway.json');
  const { keys } = JSON.parse(await readFile(pinned, 'utf8')) as { keys: object[] };
  expect(keys).toMatchObject([{ crv: 'Ed25519' }, { crv: 'X25519' }]);
  expect(keys.filter((key) => 'd' in key)).toEqual([]);
});

test('what holds secrets is readable by its owner only', async () => {
  await standIns();
  const stack = await startStack(options());
  await stack.stop();
  const again = await startStack(options());
  const files = [
    'run.json',
    'keys/police.jwks.json',
    'keys/gateway.jwks.json',
    'logs/police.log',
    'logs/gateway.log',
  ];
  for (const file of files) {
    const { mode } = await stat(join(folder, 'home', file));
    expect([file, mode & 0o777]).toEqual([file, 0o600]);
  }
  await again.stop();
});

test('a stack that runs is found by its home and takes commands', async () => {
  await standIns();
  expect(await findStack(join(folder, 'home'), join(folder, 'repo'))).toBeUndefined();
  const stack = await startStack(options());
  const found = await findStack(join(folder, 'home'), join(folder, 'repo'));
  const said: string[] = [];
  const result = await found?.runCommand('police', ['import', 'a.csv'], (line) => said.push(line));
  expect(found?.gatewayUrl).toBe(stack.gatewayUrl);
  expect(result).toEqual({ file: 'a.csv', url: databases.MIGRATION_DATABASE_URL_POLICE });
  expect(said).toEqual(['{"progress":{"read":1}}']);
  await stack.stop();
  expect(await findStack(join(folder, 'home'), join(folder, 'repo'))).toBeUndefined();
});

test('a command that fails is reported in its own words and no others', async () => {
  await standIns();
  const stack = await startStack(options());
  const failing = stack.runCommand('mall', ['import', 'bad.csv']);
  await expect(failing).rejects.toThrow(
    'mall import failed with exit code 1\n  mall: bad.csv is not a CSV file',
  );
  await expect(failing).rejects.not.toThrow('secret');
  await stack.stop();
});

test('a second start over the same home is refused', async () => {
  await standIns();
  const stack = await startStack(options());
  await expect(startStack(options())).rejects.toThrow('A stack is running over');
  await stack.stop();
});

test('a service that dies while it starts is named with its log, and nothing is left', async () => {
  await standIns({ police: 'process.exit(3);' });
  const starting = startStack(options());
  const log = join(folder, 'home', 'logs', 'police.log');
  await expect(starting).rejects.toThrow(`police did not start: exit code 3; see ${log}`);
  const retry = await (await standIns(), startStack(options()));
  await retry.stop();
});

test('a service that dies later is reported, and the others stay', async () => {
  await standIns();
  const stack = await startStack(options());
  process.kill(stack.pids['mall'] ?? 0, 'SIGKILL');
  await expect.poll(() => lines.join()).toContain('mall ended (signal SIGKILL)');
  expect(await findStack(join(folder, 'home'), join(folder, 'repo'))).toBeDefined();
  await stack.stop();
});

test('the end of the gateway is the end of the stack', async () => {
  await standIns();
  const stack = await startStack(options());
  process.kill(stack.pids['gateway'] ?? 0, 'SIGKILL');
  expect(await stack.failed).toBe('The gateway ended (signal SIGKILL)');
  await stack.stop();
});

test('when the process that holds the stack is killed, all of it ends', async () => {
  await standIns();
  const holder = join(folder, 'holder.ts');
  const stackModule = join(import.meta.dirname, 'stack.ts');
  const { root, home, env } = options();
  await writeFile(
    holder,
    `const { startStack } = await import(${JSON.stringify(stackModule)});
     const stack = await startStack({ ...${JSON.stringify({ root, home, env })}, log() {}, progress() {} });
     console.log(JSON.stringify(stack.pids));
     await new Promise(() => setInterval(() => {}, 1000));`,
  );
  const child = spawn(process.execPath, [holder], { stdio: ['ignore', 'pipe', 'inherit'] });
  const line = await firstLine(child.stdout);
  const pids = Object.values(JSON.parse(line) as Record<string, number>);
  expect(pids).toHaveLength(4);
  child.kill('SIGKILL');
  expect(await areGone(pids, 20_000)).toBe(true);
  const next = await startStack(options());
  await next.stop();
});

test('stopping twice waits twice for the same end', async () => {
  await standIns();
  const stack = await startStack(options());
  await Promise.race([stack.stop(), stack.stop()]);
  expect(await areGone(Object.values(stack.pids), 0)).toBe(true);
});

test('keys that are gone are not made anew, and nothing is left running', async () => {
  await standIns();
  await (await startStack(options())).stop();
  const file = join(folder, 'home', 'keys', 'police.jwks.json');
  const text = await readFile(file);
  await rm(file);
  await expect(startStack(options())).rejects.toThrow(`${file}: gone. What was kept with these`);
  await expect(readFile(file)).rejects.toThrow('ENOENT');
  await writeFile(file, text, { mode: 0o600 });
  await (await startStack(options())).stop();
});

test('of what is not started any more, no keys are missed', async () => {
  await standIns();
  await (await startStack(options())).stop();
  await rm(join(folder, 'repo', 'subgraphs', 'police'), { recursive: true });
  await rm(join(folder, 'home', 'keys', 'police.jwks.json'));
  await (await startStack(options())).stop();
});

test('a start that is given up leaves nothing behind', async () => {
  await standIns({ police: 'await new Promise(() => setInterval(() => {}, 1000));' });
  const controller = new AbortController();
  const starting = startStack({ ...options(), signal: controller.signal });
  setTimeout(() => {
    controller.abort();
  }, 1_500);
  await expect(starting).rejects.toThrow('aborted');
  await expect(readFile(join(folder, 'home', 'stack.lock'))).rejects.toThrow('ENOENT');
});

async function environmentOf(url: string): Promise<unknown> {
  return (await fetch(`${url}/env`)).json();
}
