import { once } from 'node:events';
import { createServer } from 'node:net';
import type { Server } from 'node:net';
import { codeOf } from './stack-error.ts';

/**
 * Listens on a port so that nobody else does; whoever connects is turned away.
 *
 * @returns undefined where somebody else has it.
 */
export async function holdPort(port: number, host = '127.0.0.1'): Promise<Server | undefined> {
  const server = createServer((socket) => {
    socket.destroy();
  });
  try {
    server.listen({ port, host, exclusive: true });
    await once(server, 'listening');
    return server;
  } catch (error) {
    if (codeOf(error) === 'EADDRINUSE' || codeOf(error) === 'EACCES') return undefined;
    throw error;
  }
}
