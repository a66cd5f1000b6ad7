import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Registry } from '../registry-context.ts';
import { publication } from '../tables.ts';
import { publish } from './publish.ts';
import type { Publication } from './verify-publication.ts';

/** Who publishes what stands in the registry's folder. */
const FOLDER = 'folder';

const publicationShape: z.ZodType<Publication> = z.object({
  code: z.string(),
  sdl: z.string(),
  url: z.string(),
  jwks: z.string(),
  token: z.string(),
});

/**
 * Takes in the signed publications of a folder, `<code>.json` each: how an installation whose parts
 * start together says what they are. What was in the folder at an earlier start and is there no longer
 * leaves the graph. What stands there runs already, so that what clients were seen to send does not
 * hold it up; everything else is checked as ever, and refused, all of it together, and logged.
 */
export async function takeInFolder(registry: Registry, folder: string): Promise<void> {
  const publications = await readFolder(folder);
  const codes = publications.map(({ code }) => code);
  const earlier = await registry.db
    .selectDistinct({ code: publication.code })
    .from(publication)
    .where(eq(publication.publishedBy, FOLDER));
  const leaving = earlier.map(({ code }) => code).filter((code) => !codes.includes(code));
  const options = { by: FOLDER, act: 'TAKEN_IN', leaving, spareSeen: false } as const;
  const { release, problems } = await publish(registry, publications, options);
  for (const { code, message, subgraph, line } of problems)
    registry.log.error({ code, message, subgraph, line }, 'the folder was not published');
  if (release !== null) registry.log.info({ release, codes }, 'the folder was published');
}

async function readFolder(folder: string): Promise<Publication[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
  return Promise.all(
    names.map(async (name) =>
      publicationShape.parse(JSON.parse(await readFile(join(folder, name), 'utf8'))),
    ),
  );
}
