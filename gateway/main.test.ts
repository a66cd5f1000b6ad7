import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { generateKeys } from '../subgraphs/kit/sealing/generate-keys.ts';
import { writeJwks } from '../subgraphs/kit/sealing/jwks.ts';
import { readKeys } from '../subgraphs/kit/sealing/keys.ts';
import { readPinnedKeys } from '../subgraphs/kit/sealing/pinned-keys.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'relink-gateway-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** Runs it to its end. */
function run(args: string[], env: Record<string, string>) {
  const main = join(import.meta.dirname, 'main.ts');
  return new Promise<{ code: number; stderr: string }>((resolve) => {
    // what starts all the same is stopped, and has no code of its own
    execFile(
      process.execPath,
      [main, ...args],
      { env, timeout: 25_000 },
      (error, _stdout, stderr) => {
        resolve({ code: Number(error?.code ?? 0), stderr });
      },
    );
  });
}

test('it makes its keys, for itself alone, and writes the half that subgraphs pin', async () => {
  const env = {
    KEYS_FILE: join(folder, 'gateway.jwks.json'),
    PINNED_KEYS_DIR: join(folder, 'pins'),
  };
  expect(await run(['keys'], env)).toEqual({ code: 0, stderr: '' });
  expect((await stat(env.KEYS_FILE)).mode & 0o777).toBe(0o600);
  const own = await readKeys(await readFile(env.KEYS_FILE, 'utf8'));
  const pinned = await readPinnedKeys(env.PINNED_KEYS_DIR);
  expect([...pinned.keys()]).toEqual(['gateway']);
  expect(pinned.get('gateway')?.jwks).toEqual(own.public.jwks);
});

const wrong: [string, string[], Record<string, string>, string][] = [
  ['no provider', [], { OIDC_ISSUER: '' }, 'OIDC_ISSUER'],
  ['no keys', [], { KEYS: '' }, 'Set KEYS_FILE or KEYS'],
  ['no pinned keys', [], { PINNED_KEYS_DIR: '/nowhere' }, 'no keys are pinned'],
  ['a supergraph that is none', [], { SUPERGRAPH: import.meta.filename }, 'not a document'],
  ['a command it does not have', ['key'], {}, 'Usage'],
];

test.each(wrong)('with %s it says so and does not start', async (_name, args, changed, told) => {
  const env = {
    ...{ OIDC_ISSUER: 'http://127.0.0.1:1', PORT: '0', LOG_LEVEL: 'silent' },
    ...{ KEYS: writeJwks(await generateKeys()), PINNED_KEYS_DIR: folder },
    ...changed,
  };
  const { code, stderr } = await run(args, env);
  expect([code, stderr]).toEqual([2, expect.stringContaining(told)]);
  expect(stderr).not.toContain('    at ');
});
