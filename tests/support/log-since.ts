import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const PATIENCE = 20_000;

/** That the auditor asked, every few seconds, and that the court forgot what is over, every hour. */
const BY_ITSELF = /^.*(?:"ask":"FOLLOW"|"msg":"what is over was deleted").*\n/gmu;

/** What a service logs from now on. */
export type LogSince = {
  /** Waits until the text stands there; false when it does not within twenty seconds. */
  has(text: string): Promise<boolean>;
  /** All of it so far, but for what a service says by itself; see `BY_ITSELF`. */
  read(): Promise<string>;
};

/** Starts to watch the log of one service of a stack. */
export async function logSince(home: string, code: string): Promise<LogSince> {
  const file = join(home, 'logs', `${code}.log`);
  const { length } = await readFile(file);
  const all = async () => (await readFile(file)).subarray(length).toString();
  const read = async () => (await all()).replaceAll(BY_ITSELF, '');
  const has = async (text: string) => {
    const deadline = Date.now() + PATIENCE;
    while (Date.now() < deadline) {
      if ((await all()).includes(text)) return true;
      await sleep(20);
    }
    return false;
  };
  return { has, read };
}
