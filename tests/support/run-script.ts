import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { PATIENT } from './patient.ts';

const root = join(import.meta.dirname, '..', '..');

/** What a command did: its exit code, and all it said. */
export type Said = { code: number | null; stdout: string; stderr: string };

/** A script of the repository as a process of its own, as npm would start it. */
export function startScript(
  name: string,
  args: readonly string[],
  env: Record<string, string> = {},
) {
  return spawn(process.execPath, [join(root, 'scripts', `${name}.ts`), ...args], {
    cwd: root,
    env: { ...process.env, ...PATIENT, NODE_COMPILE_CACHE: compiled(), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Runs a script to its end. */
export async function runScript(name: string, args: readonly string[]): Promise<Said> {
  const child = startScript(name, args);
  const [stdout, stderr] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  return { code: child.exitCode, stdout, stderr };
}

/** What one process has compiled no other need compile again. */
function compiled(): string {
  return process.env['NODE_COMPILE_CACHE'] ?? join(root, 'node_modules', '.cache', 'compiled');
}
