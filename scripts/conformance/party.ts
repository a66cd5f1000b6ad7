import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { publicJwksSchema, parseKeys } from '../../subgraphs/kit/sealing/jwks.ts';
import { readKeys } from '../../subgraphs/kit/sealing/keys.ts';
import type { OwnKeys } from '../../subgraphs/kit/sealing/keys.ts';
import { ownParty } from '../../subgraphs/kit/sealing/pinned-keys.ts';
import type { PinnedParty } from '../../subgraphs/kit/sealing/pinned-keys.ts';
import { importPublicKeys } from '../../subgraphs/kit/sealing/public-keys.ts';

/** Somebody of the test whose private keys are known. */
export type Party = { code: string; own: OwnKeys; pinned: PinnedParty };

/** The file of a party's private keys in a folder of keys. */
export function privateKeysFile(folder: string, code: string): string {
  return join(folder, `${code}.jwks.json`);
}

/** The file of a party's public keys in a folder of keys. */
export function publicKeysFile(folder: string, code: string): string {
  return join(folder, 'pinned', `${code}.json`);
}

/**
 * A party of the test from a folder of keys. Unlike those of a service its private file may be
 * readable by everybody, as the published test keys are.
 */
export async function readParty(folder: string, code: string): Promise<Party> {
  const file = privateKeysFile(folder, code);
  const text = await readFile(file, 'utf8').catch(() => {
    throw new Error(`${file} cannot be read; --make-keys makes the keys that --keys names`);
  });
  return partyOf(code, await readKeys(text, file));
}

export function partyOf(code: string, own: OwnKeys): Party {
  return { code, own, pinned: ownParty(code, own) };
}

/** The public keys of somebody else. @throws when the file is not there, saying how to name another */
export async function readPublicParty(file: string, code: string): Promise<PinnedParty> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new Error(
      `the public keys of ${code} are not in ${file}; name their file with --agency-keys`,
    );
  });
  const jwks = parseKeys(publicJwksSchema, text, file);
  return { code, ...(await importPublicKeys(jwks, file)) };
}
