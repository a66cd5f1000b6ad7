import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { ownSeconds } from './processor-time.ts';

/** A process of the bench, which talks over its channel. */
export type Child<Hello> = {
  /** What it said first. */
  hello: Hello;
  /** Sends something and waits for the answer. */
  ask<Answer>(message: object): Promise<Answer>;
  /** Seconds of processor time it has taken so far; 0 where the system does not tell. */
  processorSeconds(): number;
  stop(): Promise<void>;
};

export type ChildOptions = {
  arguments?: readonly string[];
  env?: Readonly<Record<string, string>>;
  /** It speaks only when asked. */
  silent?: boolean;
};

/** Starts a script of ours and waits until it speaks. Its log goes nowhere, its errors come here. */
export async function startChild<Hello = undefined>(
  script: URL,
  options: ChildOptions = {},
): Promise<Child<Hello>> {
  const child = fork(script, [...(options.arguments ?? [])], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: { ...process.env, NODE_ENV: 'production', ...options.env },
  });
  const hello = options.silent === true ? undefined : await answer(child);
  return {
    hello: hello as Hello, // the caller knows the script
    async ask<Answer>(message: object): Promise<Answer> {
      child.send(message);
      return (await answer(child)) as Answer; // the caller knows the script
    },
    processorSeconds: () => ownSeconds(child.pid ?? 0),
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.disconnect();
      await gone;
    },
  };
}

function answer(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const ended = (): void => {
      reject(new Error('A process of the bench ended early'));
    };
    child.once('exit', ended);
    child.once('message', (message) => {
      child.off('exit', ended);
      resolve(message);
    });
  });
}
