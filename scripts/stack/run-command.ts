import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { CommandError } from './command-error.ts';
import { HASTENED } from './hastened.ts';

/** Options of Node for a process that ends with the one that started it. */
const MORTAL = ['--import', new URL('end-with-parent.ts', import.meta.url).href];

export type Command = {
  code: string;
  /** The TypeScript file to run. */
  main: string;
  args: string[];
  env: Record<string, string>;
  /** Called with each line the command says on its way. */
  onStderrLine?: ((line: string) => void) | undefined;
  signal?: AbortSignal | undefined;
};

/**
 * Runs a service's command to its end, or to the end of this process.
 *
 * @returns the JSON of its last line, undefined when it printed none
 * @throws CommandError with the service's own words when it fails
 */
export async function runCommand(command: Command): Promise<unknown> {
  const { code, main, args, env, signal } = command;
  const child = spawn(process.execPath, [...HASTENED, ...MORTAL, main, ...args], {
    env,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    ...(signal && { signal }),
  });
  const { stdout, stderr } = child;
  // both are pipes; the types do not know it of a child with a channel
  if (stdout === null || stderr === null) throw new Error('No pipe to read from');
  const words: string[] = [];
  createInterface({ input: stderr }).on('line', (line) => {
    command.onStderrLine?.(line);
    // Its own words begin with its name; a stack trace could quote what it was given.
    if (line.startsWith(`${code}: `)) words.push(line.slice(code.length + 2));
  });
  const [output] = await Promise.all([text(stdout), once(child, 'close')]);
  if (child.exitCode === 0) return parse(output);
  const how = child.exitCode === null ? 'was stopped' : `failed with exit code ${child.exitCode}`;
  throw new CommandError(code, `${code} ${args[0] ?? ''} ${how}`, words);
}

function parse(output: string): unknown {
  const last = output.trim().split('\n').at(-1);
  if (last === undefined || last === '') return undefined;
  try {
    return JSON.parse(last);
  } catch {
    return undefined;
  }
}
