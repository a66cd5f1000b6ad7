import { randomInt } from 'node:crypto';
import { holdPort } from './hold-port.ts';
import { StackError } from './stack-error.ts';

/** Below the range from which systems give ports to outgoing connections. */
const LOWEST = 20_000;
const HIGHEST = 32_000;
/** Ports in a block: more than a stack needs. The first of them says whose the others are. */
const BLOCK = 32;
const BLOCKS = Math.floor((HIGHEST - LOWEST) / BLOCK);

/** Of this process's blocks, those that it has not given away yet. */
const left: number[] = [];

/**
 * Different ports of 127.0.0.1 on which nothing listens at this moment, none of which this process has
 * given away before. No other process that asks here gets them while this one runs: between the look
 * and the moment at which a service listens, seconds may pass, and two stacks that start at once would
 * else choose the same port every now and then.
 *
 * @throws StackError when every block is another process's
 */
export async function freePorts(count: number): Promise<number[]> {
  const ports: number[] = [];
  while (ports.length < count) {
    if (left.length === 0) left.push(...(await takeBlock()));
    const port = left.shift();
    if (port !== undefined && (await isFree(port))) ports.push(port);
  }
  return ports;
}

/** Ours until this process ends, in whatever way: the system then closes the port that marks it. */
async function takeBlock(): Promise<number[]> {
  const start = randomInt(BLOCKS);
  for (let tries = 0; tries < BLOCKS; tries += 1) {
    const first = LOWEST + ((start + tries) % BLOCKS) * BLOCK;
    const mark = await holdPort(first);
    if (mark === undefined) continue;
    mark.unref();
    return Array.from({ length: BLOCK - 1 }, (_, at) => first + 1 + at);
  }
  throw new StackError(`No port from ${LOWEST} to ${HIGHEST} is free`);
}

export async function isFree(port: number, host?: string): Promise<boolean> {
  const server = await holdPort(port, host);
  server?.close();
  return server !== undefined;
}
