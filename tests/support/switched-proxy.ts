import { connect, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

/** A way to a server that can be cut and mended, always at the same address. */
export type SwitchedProxy = AsyncDisposable & { url: string; cut(): void; mend(): void };

/** @param target of the server, without a path */
export async function switchedProxy(target: string): Promise<SwitchedProxy> {
  const { hostname, port } = new URL(target);
  const state = { isCut: false };
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    if (state.isCut) {
      client.destroy();
      return;
    }
    const upstream = connect(Number(port), hostname);
    for (const [from, to] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(from);
      from.on('error', () => to.destroy());
      from.on('close', () => {
        sockets.delete(from);
        to.destroy();
      });
      from.pipe(to);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // a server listening on a port has an address of this form
  const address = server.address() as AddressInfo;
  const cut = (): void => {
    state.isCut = true;
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: `http://127.0.0.1:${String(address.port)}`,
    cut,
    mend: () => {
      state.isCut = false;
    },
    [Symbol.asyncDispose]: async () => {
      cut();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
