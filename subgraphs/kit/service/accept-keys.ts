import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { required } from '../config/service-config.ts';
import { parseKeys, publicJwksSchema, writeJwks } from '../sealing/jwks.ts';
import type { PublicJwks } from '../sealing/jwks.ts';
import { KeysError } from '../sealing/keys-error.ts';
import { makeFolder } from '../sealing/make-folder.ts';
import { readPinnedKeys } from '../sealing/pinned-keys.ts';
import type { PinnedKeys } from '../sealing/pinned-keys.ts';
import { importPublicKeys } from '../sealing/public-keys.ts';
import { refuseTestKeys } from '../sealing/refuse-test-keys.ts';
import { replaceFile } from '../sealing/replace-file.ts';
import type { KeysConfig } from './load-service-keys.ts';

export type OfferedKeys = {
  /** A public JWKS, however it came here. */
  file: string;
  /** Whose keys they are said to be. */
  code: string;
  /** What the other administrator read out, as the `kid` of each key. */
  fingerprints: readonly string[];
};

type PublicJwk = PublicJwks['keys'][number];

const CODE = /^[a-z][a-z0-9-]{0,62}$/u;

/**
 * Pins another party's public keys, if every key that is not pinned for it yet is named by its
 * fingerprint. A fingerprint says nothing of the dates, so a key that is pinned already keeps the
 * narrower of its terms; one that the file leaves out is pinned no longer.
 *
 * @param ownCode of the party that accepts.
 * @throws KeysError when the fingerprints do not match, or a key is another party's or a published one.
 */
export async function acceptKeys(
  ownCode: string,
  config: KeysConfig,
  { file, code, fingerprints }: OfferedKeys,
): Promise<void> {
  if (!CODE.test(code)) throw new KeysError('--code is not a party’s code');
  if (code === ownCode) throw new KeysError('these would be own keys; they are written by: keys');
  const directory = required(config.pinnedKeysDir, 'PINNED_KEYS_DIR');
  makeFolder(directory);
  const pinned = await readPinnedKeys(directory);
  const offered = parseKeys(publicJwksSchema, await readOffered(file), file);
  await importPublicKeys(offered, file);
  refuseTestKeys(offered, file);
  const known = new Map(pinned.get(code)?.jwks.keys.map((jwk) => [jwk.kid, jwk]));
  refuseOthers(offered, pinned, { file, code });
  compare(offered, known, fingerprints);
  const keys = offered.keys.map((jwk) => narrower(jwk, known.get(jwk.kid)));
  await replaceFile(join(directory, `${code}.json`), writeJwks({ keys }));
}

async function readOffered(file: string): Promise<string> {
  return readFile(file, 'utf8').catch(() => {
    throw new KeysError(`${file} cannot be read`);
  });
}

/** A key that two parties had in common would stop every service at its start. */
function refuseOthers(
  { keys }: PublicJwks,
  pinned: PinnedKeys,
  { file, code }: { file: string; code: string },
): void {
  const kids = new Set(keys.map(({ kid }) => kid));
  for (const [other, { jwks }] of pinned) {
    if (other !== code && jwks.keys.some(({ kid }) => kids.has(kid))) {
      throw new KeysError(`${file} holds a key that is pinned for ${other}`);
    }
  }
}

function compare(
  { keys }: PublicJwks,
  known: ReadonlyMap<string, PublicJwk>,
  fingerprints: readonly string[],
): void {
  const offered = new Set(keys.map(({ kid }) => kid));
  if (!fingerprints.every((one) => offered.has(one))) {
    throw new KeysError('a --fingerprint names no key of the file; nothing was accepted');
  }
  if (keys.some(({ kid }) => !known.has(kid) && !fingerprints.includes(kid))) {
    throw new KeysError('the file holds a key that no --fingerprint names; nothing was accepted');
  }
}

function narrower(offered: PublicJwk, known: PublicJwk | undefined): PublicJwk {
  if (known === undefined) return offered;
  const begins = [offered.validFrom, known.validFrom].filter((one) => one !== undefined);
  const ends = [offered.retiredAt, known.retiredAt].filter((one) => one !== undefined);
  const validFrom = begins.toSorted(byInstant).at(-1);
  const retiredAt = ends.toSorted(byInstant)[0];
  return {
    ...offered,
    ...(validFrom === undefined ? {} : { validFrom }),
    ...(retiredAt === undefined ? {} : { retiredAt }),
  };
}

function byInstant(one: string, other: string): number {
  return Date.parse(one) - Date.parse(other);
}
