import { inject } from 'vitest';
import { recordingProxy } from './recording-proxy.ts';
import { testGateway } from './test-gateway.ts';

/** A gateway with a recorder before it and one before every subgraph. */
export type RecordedHub = AsyncDisposable & {
  /** Where clients go, without a path. */
  url: string;
  /** All bytes that entered and left so far. */
  recorded(): Buffer;
  /** The same by neighbour: the code of a subgraph, or `client`. */
  recordedBy(): Record<string, Buffer>;
  log(): string;
};

export async function recordedHub(): Promise<RecordedHub> {
  const targets = Object.entries(inject('sample').subgraphUrls);
  const behind = await Promise.all(
    targets.map(async ([code, url]) => [code, await recordingProxy(new URL(url).origin)] as const),
  );
  const urls = behind.map(([code, proxy]) => [code, new URL(proxy.url).origin] as const);
  const gateway = await testGateway(Object.fromEntries(urls));
  const front = await recordingProxy(gateway.url);
  const proxies = [['client', front] as const, ...behind];
  return {
    url: new URL(front.url).origin,
    recorded: () => Buffer.concat(proxies.map(([, proxy]) => proxy.recorded())),
    recordedBy: () => Object.fromEntries(proxies.map(([name, proxy]) => [name, proxy.recorded()])),
    log: () => gateway.log(),
    [Symbol.asyncDispose]: async () => {
      await gateway[Symbol.asyncDispose]();
      await Promise.all(proxies.map(([, proxy]) => proxy.close()));
    },
  };
}
