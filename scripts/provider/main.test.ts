import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';

async function run(env: Record<string, string>) {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'main.ts')], {
    env: { PATH: '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [said] = await Promise.all([text(child.stderr), text(child.stdout), once(child, 'close')]);
  return { code: child.exitCode, said };
}

const whole = {
  ...{ PORT: '0', KEYS_FILE: '/nowhere/keys', ACCOUNTS_FILE: '/nowhere/accounts' },
  DATABASE_URL: 'postgres://u:p@127.0.0.1:1/x',
  MIGRATION_DATABASE_URL: 'postgres://u:p@127.0.0.1:1/x',
};

test('in production it does not start, whatever else it is given, and says what to do', async () => {
  const { code, said } = await run({ ...whole, NODE_ENV: 'production' });
  expect(code).toBe(2);
  expect(said).toBe(
    'provider: The people of this provider are invented, so it does not start with ' +
      'NODE_ENV=production. Set OIDC_ISSUER to your own provider instead.\n',
  );
});

test('what is missing in its environment is named, and no value shown', async () => {
  const { code, said } = await run({ ...whole, DATABASE_URL: 'mysql://secret', KEYS_FILE: '' });
  expect(code).toBe(2);
  expect(said).toMatch(/DATABASE_URL: .*\n {2}KEYS_FILE: /u);
  expect(said).not.toContain('secret');
});
