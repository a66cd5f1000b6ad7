import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inject } from 'vitest';
import { z } from 'zod';
import { composeSupergraph } from '../../schema/compose/compose-supergraph.ts';
import type { HeldPerson } from '../../scripts/conformance/vector-files.ts';
import { listSubgraphs } from '../../scripts/compose/list-subgraphs.ts';
import { findStack } from '../../scripts/stack/find-stack.ts';
import { freePorts } from '../../scripts/stack/free-ports.ts';
import { runCommand } from '../../scripts/stack/run-command.ts';
import { serviceEnvironment } from '../../scripts/stack/service-environment.ts';
import { startService } from '../../scripts/stack/service-process.ts';
import { servedPeer } from './served-peer.ts';
import type { ServedPeer } from './served-peer.ts';
import { signedCall } from './signed-call.ts';
import { testGateway } from './test-gateway.ts';
import { tempFolder } from './temp-folder.ts';

const root = join(import.meta.dirname, '..', '..');
const sdlShape = z.object({ data: z.object({ _service: z.object({ sdl: z.string() }) }) });
const jwksShape = z.object({ keys: z.array(z.object({ kid: z.string() })) });

/** The stack's graph with one agency more, which shares no code with it. */
export type JoinedPeer = AsyncDisposable & {
  /** Of the gateway over the larger graph, without a path. */
  gatewayUrl: string;
  peer: ServedPeer;
};

/**
 * Lets the peer join as any agency does: each side accepts the other's keys, its schema is fetched
 * from it and composed with the others. A court learns of a new agency when it starts, so another
 * process of the stack's court, over the same database, is started for it.
 */
export async function joinedPeer(
  python: string,
  people: readonly HeldPerson[],
): Promise<JoinedPeer> {
  await using cleanup = new AsyncDisposableStack();
  const folder = cleanup.use(await tempFolder());
  const { home } = inject('sample');
  const [own, pinned] = [join(folder.path, 'peer'), join(folder.path, 'pinned-by-peer')];
  await Promise.all([own, pinned, join(folder.path, 'logs')].map((path) => mkdir(path)));
  for (const code of ['court', 'gateway']) {
    await cp(join(home, 'keys', 'pinned', `${code}.json`), join(pinned, `${code}.json`));
  }
  const peer = cleanup.use(await servedPeer({ python, folder: own, pinned, people }));
  // what the court accepts the gateway accepts too: they share a folder, as in the stack
  const accepted = join(folder.path, 'pinned-by-others');
  await cp(join(home, 'keys', 'pinned'), accepted, { recursive: true });
  const file = join(pinned, 'peer.json');
  const court = await courtThatAccepts({ file, accepted, folder: folder.path }, cleanup);
  const supergraph = join(folder.path, 'supergraph.graphql');
  await writeFile(supergraph, await composedWith(peer.url, accepted));
  const instead = { court, peer: peer.url };
  const gateway = cleanup.use(
    await testGateway(instead, { SUPERGRAPH: supergraph, PINNED_KEYS_DIR: accepted }),
  );
  const rest = cleanup.move();
  return { gatewayUrl: gateway.url, peer, [Symbol.asyncDispose]: () => rest.disposeAsync() };
}

/** @returns the address of a court whose administrator accepted the peer's keys */
async function courtThatAccepts(
  { file, accepted, folder }: { file: string; accepted: string; folder: string },
  cleanup: AsyncDisposableStack,
): Promise<string> {
  const { home, issuer, publicUrl } = inject('sample');
  const stack = await findStack(home);
  const urls = stack?.databases['court'];
  if (urls === undefined) throw new Error('The stack is gone');
  const people = { ...process.env, OIDC_ISSUER: issuer, PUBLIC_URLS: publicUrl };
  const env = { ...serviceEnvironment(home, 'court', urls, people), PINNED_KEYS_DIR: accepted };
  const main = join(root, 'subgraphs', 'court', 'main.ts');
  const { keys } = jwksShape.parse(JSON.parse(await readFile(file, 'utf8')));
  // as the peer's administrator would read them out
  const fingerprints = keys.map(({ kid }) => `--fingerprint=${kid}`);
  const args = ['keys', 'accept', file, '--code', 'peer', ...fingerprints];
  await runCommand({ code: 'court', main, args, env });
  const [port = 0] = await freePorts(1);
  const { signal } = new AbortController();
  const court = await startService({ code: 'court', main, env, port, home: folder, signal });
  cleanup.defer(() => court.stop());
  return court.url;
}

/** The supergraph of the committed subgraphs and of what the peer says of itself. */
async function composedWith(url: string, pinned: string): Promise<string> {
  const body = { query: '{ _service { sdl } }' };
  const { text } = await signedCall({ url, code: 'peer', body, pinned });
  const { sdl } = sdlShape.parse(JSON.parse(text)).data._service;
  const ours = (await listSubgraphs(root)).map(async (code) => ({
    code,
    sdl: await readFile(join(root, 'schema', 'generated', `${code}.graphql`), 'utf8'),
  }));
  const sources = [...(await Promise.all(ours)), { code: 'peer', sdl }];
  const composition = composeSupergraph(sources);
  const { errors } = composition;
  if (errors) throw new Error(errors.map(({ message }) => message).join('; '));
  return composition.supergraphSdl;
}
