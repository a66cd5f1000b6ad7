import type { Server } from 'node:net';
import { freePorts } from './free-ports.ts';
import { holdPort } from './hold-port.ts';
import { StackError } from './stack-error.ts';

/** A port that nobody else gets meanwhile. */
export type ReservedPort = AsyncDisposable & {
  port: number;
  /** Lets go of it, for the service that it was kept for. */
  release(): Promise<void>;
};

const ATTEMPTS = 20;

/**
 * Keeps a port of `host` until the service that it is meant for starts: others are told its address
 * before. Whoever connects meanwhile is turned away.
 *
 * @param given any free one unless given
 * @throws StackError when it is taken
 */
export async function reservePort(given?: number, host = '127.0.0.1'): Promise<ReservedPort> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const [port = 0] = given === undefined ? await freePorts(1) : [given];
    const server = await holdPort(port, host);
    if (server !== undefined) {
      const release = closing(server);
      return { port, release, [Symbol.asyncDispose]: release };
    }
    if (given !== undefined) break;
  }
  throw new StackError(given === undefined ? 'No port is free' : `Port ${given} is taken`);
}

function closing(server: Server): () => Promise<void> {
  let closed: Promise<void> | undefined;
  return () =>
    (closed ??= new Promise((resolve) => {
      server.close(() => {
        resolve();
      });
    }));
}
