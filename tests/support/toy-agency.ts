import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inject } from 'vitest';
import { startToySubgraph } from '../../gateway/toys/toy-server.ts';
import { createCallVerifier } from '../../subgraphs/kit/channel/verify-call.ts';
import { loadOrCreateKeys, publicKeys } from '../../subgraphs/kit/sealing/keys.ts';
import { writeJwks } from '../../subgraphs/kit/sealing/jwks.ts';
import { ownParty } from '../../subgraphs/kit/sealing/pinned-keys.ts';
import { toyAgency } from '../../subgraphs/registry/toy-schemas.ts';
import { findStack } from '../../scripts/stack/find-stack.ts';

/** An agency that is no folder of the repository: it runs, has keys, and the registry accepted them. */
export type ToyAgency = AsyncDisposable & {
  code: string;
  /** Where it answers, with the path. */
  url: string;
  /** Its own key file. */
  keys: string;
  /** Writes a schema with these definitions beyond the reply field. @returns the file */
  schema(name: string, more: string): Promise<string>;
};

/**
 * Starts one, and has the registry accept its keys as an administrator does.
 *
 * @param more what it answers beyond the reply field, all versions together
 */
export async function startToyAgency(
  folder: string,
  code: string,
  more: { sdl: string; resolvers: Record<string, object> },
): Promise<ToyAgency> {
  const { home } = inject('sample');
  await mkdir(folder, { recursive: true });
  const keys = join(folder, `${code}.jwks.json`);
  const own = await loadOrCreateKeys(keys);
  const gateway = await loadOrCreateKeys(join(home, 'keys', 'gateway.jwks.json'));
  const ring = { own, pinned: new Map([['gateway', ownParty('gateway', gateway)]]) };
  const verify = createCallVerifier({
    ...{ audience: code, keys: () => Promise.resolve(ring), now: () => new Date() },
  });
  const resolvers = {
    Inquiry: {
      __resolveReference: (reference: object) => reference,
      [code]: () => ({ status: 'REFUSED', answeredAt: null, sealed: null }),
    },
    ...more.resolvers,
  };
  const server = await startToySubgraph(toyAgency(code, more.sdl), resolvers, verify);
  const publicHalf = join(folder, `${code}.json`);
  await writeFile(publicHalf, writeJwks(publicKeys(own)));
  await accept(code, publicHalf);
  return {
    ...{ code, url: server.url, keys },
    schema: async (name, definitions) => {
      const file = join(folder, `${name}.graphql`);
      await writeFile(file, toyAgency(code, definitions));
      return file;
    },
    [Symbol.asyncDispose]: async () => {
      await server.stop();
      await rm(join(home, 'keys', 'pinned', `${code}.json`), { force: true });
    },
  };
}

async function accept(code: string, file: string): Promise<void> {
  const stack = await findStack(inject('sample').home);
  if (stack === undefined) throw new Error('No stack runs over the home');
  const { keys } = JSON.parse(await readFile(file, 'utf8')) as { keys: { kid: string }[] };
  const fingerprints = keys.flatMap(({ kid }) => ['--fingerprint', kid]);
  await stack.runCommand('registry', ['keys', 'accept', file, '--code', code, ...fingerprints]);
}
