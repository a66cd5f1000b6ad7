import { discover } from '../sign-in/discover.ts';
import { SignInError } from '../sign-in/sign-in-error.ts';
import { isFree } from '../stack/free-ports.ts';
import { StackError } from '../stack/stack-error.ts';
import { createExplorer } from './create-explorer.ts';

/** What is explored, and from which port on a free one is sought. */
export type ExplorerPlace = {
  gatewayUrl: string;
  /** The address of the graph that proofs of possession name. */
  publicUrl: string;
  issuer: string;
  port: number;
};

export type Explorer = { url: string; close(): Promise<void> };

const ATTEMPTS = 20;

/** Serves the explorer on this machine alone. @throws StackError @throws SignInError */
export async function openExplorer(place: ExplorerPlace): Promise<Explorer> {
  const { token_endpoint, authorization_endpoint } = await discover(place.issuer);
  if (authorization_endpoint === undefined)
    throw new SignInError('The provider has no authorization endpoint');
  const app = createExplorer({
    gatewayUrl: place.gatewayUrl,
    settings: {
      graph: place.publicUrl,
      authorizationEndpoint: authorization_endpoint,
      tokenEndpoint: token_endpoint,
    },
  });
  const url = await app.listen({ host: '127.0.0.1', port: await freeFrom(place.port) });
  return { url, close: () => app.close() };
}

async function freeFrom(port: number): Promise<number> {
  for (let at = port; at < port + ATTEMPTS; at += 1) if (await isFree(at)) return at;
  throw new StackError(`No port from ${port} on is free for the explorer`);
}
