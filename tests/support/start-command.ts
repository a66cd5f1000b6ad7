import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { freePorts } from '../../scripts/stack/free-ports.ts';
import { startScript } from './run-script.ts';

/** `npm start` as a process of its own. */
export type StartCommand = AsyncDisposable & {
  /** Of the gateway, without a path. */
  url: string;
  /** All it said so far, on either stream. */
  said(): string;
  /** Waits until it says this. @throws when it ends before. */
  says(text: string): Promise<void>;
  /** Sends a signal and waits for the end. @returns the exit code */
  end(signal: NodeJS.Signals): Promise<number | null>;
  /** Waits for the end. @returns the exit code */
  ended(): Promise<number | null>;
};

export async function startCommand(home: string, givenPort?: number): Promise<StartCommand> {
  const [free = 0] = await freePorts(1);
  const port = String(givenPort ?? free);
  const child = startScript('start', ['--home', home], { PORT: port });
  const lines: string[] = [];
  const ended = once(child, 'close').then(() => child.exitCode);
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      lines.push(line);
      child.emit('relink-line');
    });
  }
  const end = (signal: NodeJS.Signals) => {
    child.kill(signal);
    return ended;
  };
  return {
    url: `http://127.0.0.1:${port}`,
    said: () => lines.join('\n'),
    says: async (text) => {
      while (!lines.some((line) => line.includes(text))) {
        const over = await Promise.race([once(child, 'relink-line'), ended.then(() => 'over')]);
        if (over === 'over') throw new Error(`It ended: ${lines.join('\n')}`);
      }
    },
    end,
    ended: () => ended,
    [Symbol.asyncDispose]: async () => {
      await end('SIGTERM');
    },
  };
}
