import { REGISTRY, RELEASE_TYP } from '../../../schema/contract/publication.ts';
import type { ReleaseClaims, ReleaseDocument } from '../../../schema/contract/publication.ts';
import { signClaims } from '../../kit/sealing/sign-claims.ts';
import { digestOf } from '../publish/digest-of.ts';
import type { Registry } from '../registry-context.ts';
import { newestRelease, readReleased } from './released.ts';

/**
 * What gateways are to serve, signed, as JSON; null where they know the newest release already.
 *
 * @param known the release that the gateway has
 */
export async function releaseDocumentOf(registry: Registry, known: number): Promise<string | null> {
  // asked several times a second by every gateway: the texts are read only when there is news
  if ((await newestRelease(registry.db)) <= known) return null;
  const released = await readReleased(registry.db);
  if (released === undefined) return null;
  const { id, stable, canary } = released;
  const now = registry.now();
  const claims: ReleaseClaims = {
    ...{ iss: REGISTRY, aud: 'gateway', iat: Math.floor(now.getTime() / 1000), release: id },
    stable: digestOf(stable.supergraphSdl),
    canary: canary
      ? { supergraph: digestOf(canary.composed.supergraphSdl), percent: canary.percent }
      : null,
  };
  const { own } = await registry.keys();
  const document: ReleaseDocument = {
    token: await signClaims(claims, own, RELEASE_TYP, now),
    stable: stable.supergraphSdl,
    canary: canary?.composed.supergraphSdl ?? null,
  };
  return JSON.stringify(document);
}
