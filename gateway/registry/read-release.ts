import { createHash } from 'node:crypto';
import {
  REGISTRY,
  RELEASE_TYP,
  releaseDocument,
  releaseSchema,
} from '../../schema/contract/publication.ts';
import type { ReleaseClaims, ReleaseDocument } from '../../schema/contract/publication.ts';
import { KeysError } from '../../subgraphs/kit/sealing/keys-error.ts';
import { readPinnedKeys } from '../../subgraphs/kit/sealing/pinned-keys.ts';
import { verifyClaims } from '../../subgraphs/kit/sealing/verify-claims.ts';
import type { Served } from '../generations/serve-generations.ts';

/** What the registry wants served, verified. */
export type Release = { id: number; served: Served };

/** Thrown for a release that is not the registry's, by its cause. */
export class ReleaseError extends Error {
  override name = 'ReleaseError';
  readonly code: string;

  constructor(code: string) {
    super(`The release is refused: ${code}`);
    this.code = code;
  }
}

/**
 * Verifies what claims to be a release.
 *
 * @param json as the registry or the cache has it
 * @param pinnedKeysDir which keys are the registry's; read each time, since that may change
 * @throws ReleaseError
 */
export async function readRelease(
  json: string,
  pinnedKeysDir: string,
  now: Date,
): Promise<Release> {
  const document = parsed(json);
  const registry = await pinnedRegistry(pinnedKeysDir);
  const signed = await verifyClaims(document.token, [registry], RELEASE_TYP, now);
  if (!signed.ok) throw new ReleaseError(signed.code);
  const claims = releaseSchema.safeParse(signed.value.claims);
  if (!claims.success) throw new ReleaseError('MALFORMED');
  return { id: claims.data.release, served: servedBy(document, claims.data) };
}

function servedBy({ stable, canary }: ReleaseDocument, claims: ReleaseClaims): Served {
  const isTrue =
    claims.stable === digestOf(stable) &&
    (claims.canary?.supergraph ?? null) === (canary === null ? null : digestOf(canary));
  if (!isTrue) throw new ReleaseError('OTHER_SUPERGRAPH');
  return {
    supergraphSdl: stable,
    canary:
      canary !== null && claims.canary
        ? { supergraphSdl: canary, percent: claims.canary.percent }
        : undefined,
  };
}

function parsed(json: string): ReleaseDocument {
  try {
    return releaseDocument.parse(JSON.parse(json));
  } catch {
    throw new ReleaseError('MALFORMED');
  }
}

async function pinnedRegistry(folder: string) {
  try {
    const party = (await readPinnedKeys(folder)).get(REGISTRY);
    if (party) return party;
  } catch (error) {
    if (!(error instanceof KeysError)) throw error;
  }
  throw new ReleaseError('UNKNOWN_KEY');
}

function digestOf(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('base64url');
}
