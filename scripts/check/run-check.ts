import { spawn } from 'node:child_process';

/** One part of the gate: a command run by this Node in the repository. */
export type Check = { name: string; args: readonly string[] };

export type CheckResult = { name: string; passed: boolean; seconds: number; output: string };

/** Runs one check and keeps what it printed. Never throws: a check that cannot start has failed. */
export async function runCheck(root: string, { name, args }: Check): Promise<CheckResult> {
  const started = performance.now();
  const { code, output } = await run(root, args);
  const seconds = (performance.now() - started) / 1000;
  return { name, passed: code === 0, seconds, output };
}

function run(root: string, args: readonly string[]): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
    const done = (code: number, more = '') => {
      resolve({ code, output: `${Buffer.concat(chunks).toString('utf8')}${more}`.trimEnd() });
    };
    child.on('error', (error) => {
      done(1, error.message);
    });
    child.on('close', (code) => {
      done(code ?? 1);
    });
  });
}
