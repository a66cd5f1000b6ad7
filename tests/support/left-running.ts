import { readFile, readdir } from 'node:fs/promises';

/** Command lines of processes that still have to do with a folder, by Linux's own account. */
export async function leftRunning(folder: string): Promise<string[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/u.test(name));
  const found = await Promise.all(pids.map((pid) => about(pid, folder)));
  return found.filter((command) => command !== undefined);
}

/** Services have the folder in their environment, PostgreSQL on its command line. */
async function about(pid: string, folder: string): Promise<string | undefined> {
  if (pid === String(process.pid)) return undefined;
  const [command, environment] = await Promise.all([
    readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => ''),
    readFile(`/proc/${pid}/environ`, 'utf8').catch(() => ''),
  ]);
  const isOurs = command.includes(folder) || environment.includes(folder);
  return isOurs ? command.replaceAll('\0', ' ').trim() : undefined;
}
