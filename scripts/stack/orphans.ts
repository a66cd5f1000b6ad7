import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { areGone, signalProcess } from './processes.ts';
import { StackError } from './stack-error.ts';

type Found = { pid: number; isPostmaster: boolean };

/** A name that PostgreSQL shows in the title of each of its processes (`cluster_name`). */
export function clusterName(data: string): string {
  return `relink-${createHash('sha256').update(data).digest('hex').slice(0, 16)}`;
}

/**
 * Stops what a start that was killed left running over these data, then removes its
 * `postmaster.pid`: the number in it may meanwhile be another process's, which would keep
 * PostgreSQL from starting. Only for the holder of the home's lock.
 *
 * @throws StackError when something over these data will not stop.
 */
export async function stopOrphans(data: string, log: (line: string) => void): Promise<void> {
  const name = clusterName(data);
  const first = await processesOf(name);
  if (first.length > 0) log('stopping the PostgreSQL that an earlier run left behind');
  for (const [signal, milliseconds] of [
    ['SIGINT', 15_000],
    ['SIGQUIT', 5_000],
    ['SIGKILL', 5_000],
  ] as const) {
    const found = await processesOf(name);
    if (found.length === 0) break;
    // The postmaster stops its own processes; without one, they are told themselves.
    const postmasters = found.filter(({ isPostmaster }) => isPostmaster);
    const told = signal === 'SIGKILL' || postmasters.length === 0 ? found : postmasters;
    for (const { pid } of told) tell(pid, signal);
    await areGone(
      found.map(({ pid }) => pid),
      milliseconds,
    );
  }
  if ((await processesOf(name)).length > 0)
    throw new StackError(`A PostgreSQL over ${data} is running and does not stop`);
  await rm(join(data, 'postmaster.pid'), { force: true });
}

function tell(pid: number, signal: NodeJS.Signals): void {
  try {
    signalProcess(pid, signal);
  } catch {
    throw new StackError(`Process ${pid}, a PostgreSQL of another user, uses this home`);
  }
}

async function processesOf(name: string): Promise<Found[]> {
  const commands =
    process.platform === 'linux' ? await commandsOnLinux() : await commandsElsewhere();
  return commands.flatMap(([pid, command]) => {
    const isPostmaster = /^\S*\/postgres\s/u.test(command) && command.includes(`=${name} `);
    const isChild = command.startsWith(`postgres: ${name}: `);
    return isPostmaster || isChild ? [{ pid, isPostmaster }] : [];
  });
}

async function commandsOnLinux(): Promise<[number, string][]> {
  const pids = (await readdir('/proc')).filter((entry) => /^\d+$/u.test(entry));
  return Promise.all(
    pids.map(async (pid): Promise<[number, string]> => {
      const line = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
      return [Number(pid), line.replaceAll('\0', ' ')];
    }),
  );
}

async function commandsElsewhere(): Promise<[number, string][]> {
  const { stdout } = await promisify(execFile)('ps', ['-axww', '-o', 'pid=,command=']);
  return stdout.split('\n').map((line) => {
    const [, pid = '0', command = ''] = /^\s*(\d+)\s(.*)$/u.exec(line) ?? [];
    return [Number(pid), `${command} `];
  });
}
