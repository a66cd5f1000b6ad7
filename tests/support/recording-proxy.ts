import { connect, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

/** A proxy that passes bytes on unchanged and keeps a copy of all that went by, both ways. */
export type RecordingProxy = {
  url: string;
  /** Everything so far, connection by connection and way by way, so that no message is torn. */
  recorded(): Buffer;
  close(): Promise<void>;
};

/** Stands between a client and the server at `target`, on a free port of the loopback. */
export async function recordingProxy(target: string): Promise<RecordingProxy> {
  const { hostname, port, pathname } = new URL(target);
  const streams: Buffer[][] = [];
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(Number(port), hostname);
    for (const [from, to] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      const stream: Buffer[] = [];
      streams.push(stream);
      sockets.add(from);
      from.on('data', (chunk: Buffer) => stream.push(chunk));
      from.on('error', () => to.destroy());
      from.on('close', () => sockets.delete(from));
      from.pipe(to);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A server listening on a port has an address of this form.
  const address = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${String(address.port)}${pathname}`,
    recorded: () => Buffer.concat(streams.flat()),
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => {
          resolve();
        });
      }),
  };
}
