import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { StackHandle } from '../stack/stack-handle.ts';

/** Seconds of processor time by part; empty where the system does not tell (Linux does). */
export type ProcessorTime = Record<
  'court' | 'agencies' | 'gateway' | 'PostgreSQL' | 'client',
  number
>;

/** What every part of a stack, and this process as its client, has taken so far. */
export function processorTime({ pids, home }: StackHandle): ProcessorTime {
  const { court = 0, gateway = 0, ...agencies } = pids;
  return {
    court: ownSeconds(court),
    agencies: Object.values(agencies).reduce((sum, pid) => sum + ownSeconds(pid), 0),
    gateway: ownSeconds(gateway),
    PostgreSQL: postgresSeconds(home),
    client: ownSeconds(process.pid),
  };
}

/** The server that runs over the home, if any, with its processes that run or have ended. */
export function postgresSeconds(home: string): number {
  const server = Number(readText(join(home, 'postgres', 'postmaster.pid')).split('\n', 1)[0]);
  const [own, ended] = secondsOf(server);
  const children = readdirSync('/proc')
    .map(Number)
    .filter((pid) => parentOf(pid) === server);
  return children.reduce((sum, pid) => sum + ownSeconds(pid), own + ended);
}

/** Seconds of processor time a process has taken; 0 where the system does not tell. */
export function ownSeconds(pid: number): number {
  return secondsOf(pid)[0];
}

/** proc(5): after the name in brackets, fields 14 to 17 in hundredths of a second. */
function secondsOf(pid: number): [own: number, endedChildren: number] {
  const [user = 0, system = 0, childUser = 0, childSystem = 0] = fieldsOf(pid)
    .slice(11)
    .map(Number);
  return [(user + system) / 100, (childUser + childSystem) / 100];
}

function parentOf(pid: number): number {
  return Number(fieldsOf(pid)[1]);
}

function fieldsOf(pid: number): string[] {
  const stat = pid > 0 ? readText(`/proc/${String(pid)}/stat`) : '';
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
