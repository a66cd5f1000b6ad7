import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadKeys, publicKeys } from '../../subgraphs/kit/sealing/keys.ts';
import { writeJwks } from '../../subgraphs/kit/sealing/jwks.ts';
import { signPublication } from '../../subgraphs/registry/publish/sign-publication.ts';
import { publicationsFolder } from './service-environment.ts';

/**
 * Writes what each folder of `subgraphs` publishes, signed with the keys of its service, for the
 * registry to take in when it starts. The address is none that a start chooses: the gateway is told
 * apart where everything listens, and what stays the same publishes nothing new.
 *
 * @param codes those whose SDL was never generated publish nothing
 */
export async function writePublications(
  { root, home }: { root: string; home: string },
  codes: readonly string[],
): Promise<void> {
  const folder = publicationsFolder(home);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await Promise.all(
    codes.map(async (code) => {
      const file = join(root, 'schema', 'generated', `${code}.graphql`);
      const sdl = await readFile(file, 'utf8').catch(() => undefined);
      if (sdl === undefined) return;
      const own = await loadKeys(join(home, 'keys', `${code}.jwks.json`));
      const url = `http://${code}.invalid/graphql`;
      const candidate = { code, sdl, url, jwks: writeJwks(publicKeys(own)) };
      const publication = await signPublication(candidate, own, { percent: 100, now: new Date() });
      await writeFile(join(folder, `${code}.json`), JSON.stringify(publication), { mode: 0o600 });
    }),
  );
}
