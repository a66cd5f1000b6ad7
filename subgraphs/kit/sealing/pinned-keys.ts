import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { parseKeys, publicJwksSchema } from './jwks.ts';
import type { PublicJwks } from './jwks.ts';
import type { OwnKeys } from './keys.ts';
import { KeysError } from './keys-error.ts';
import { importPublicKeys } from './public-keys.ts';
import type { PublicKeys } from './public-keys.ts';
import { refuseTestKeys } from './refuse-test-keys.ts';

const codeSchema = z.string().regex(/^[a-z][a-z0-9-]{0,62}$/u, 'must be a party’s code');
const pinnedFileSchema = z.record(codeSchema, publicJwksSchema);

/** A party whose keys an administrator accepted. */
export type PinnedParty = PublicKeys & { code: string };

/** Parties by code. What is signed by a key that is not in here is signed by nobody. */
export type PinnedKeys = ReadonlyMap<string, PinnedParty>;

/**
 * Reads a directory with one `<code>.json` (a public JWKS) a party, or one file with an object of
 * such sets by code.
 *
 * @throws KeysError naming the file when it is not there, or holds a private key, a wrong `kid`,
 *   another party's key, or one that was published for tests.
 */
export async function readPinnedKeys(path: string): Promise<PinnedKeys> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) throw new KeysError(`${path} is not there: no keys are pinned`);
  const isDirectory = found.isDirectory();
  const sets = isDirectory ? await readDirectory(path) : await readOneFile(path);
  const parties = new Map<string, PinnedParty>();
  const owners = new Map<string, string>();
  for (const { code, jwks, source } of sets) {
    const keys = await importPublicKeys(jwks, source);
    refuseTestKeys(jwks, source);
    for (const { kid } of jwks.keys) {
      const owner = owners.get(kid) ?? code;
      if (owner !== code) throw new KeysError(`${source}: ${owner} has a key of ${code} too`);
      owners.set(kid, code);
    }
    parties.set(code, { code, ...keys });
  }
  return parties;
}

/** The party that one's own keys belong to, for the court, which reads its own envelopes. */
export function ownParty(code: string, own: OwnKeys): PinnedParty {
  return { code, ...own.public };
}

type NamedSet = { code: string; jwks: PublicJwks; source: string };

async function readDirectory(directory: string): Promise<NamedSet[]> {
  const names = (await readdir(directory)).filter((name) => name.endsWith('.json')).sort();
  return Promise.all(
    names.map(async (name) => {
      const source = join(directory, name);
      const code = codeSchema.safeParse(basename(name, '.json'));
      if (!code.success) throw new KeysError(`${source} is not named after a party’s code`);
      const jwks = parseKeys(publicJwksSchema, await readFile(source, 'utf8'), source);
      return { code: code.data, jwks, source };
    }),
  );
}

async function readOneFile(file: string): Promise<NamedSet[]> {
  const sets = parseKeys(pinnedFileSchema, await readFile(file, 'utf8'), file);
  return Object.entries(sets).map(([code, jwks]) => ({ code, jwks, source: file }));
}
