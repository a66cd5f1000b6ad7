import { desc } from 'drizzle-orm';
import { z } from 'zod';
import type { Executor } from '../release/released.ts';
import { readReleased } from '../release/released.ts';
import { publication } from '../tables.ts';

/** What one subgraph has published last, and what of it is served. */
export type ListedPublication = {
  code: string;
  /** The newest. */
  version: number;
  /** What everybody gets; null where it is retired or only on trial. */
  live: number | null;
  /** The version on trial, and how many of a hundred requests get it. */
  canary: number | null;
  canaryPercent: number | null;
  url: string;
  fingerprints: string[];
  publishedBy: string;
  publishedAt: Date;
};

const jwksShape = z.object({ keys: z.array(z.object({ kid: z.string() })) });

/** Every subgraph that ever published, by code. */
export async function listPublications(db: Executor): Promise<ListedPublication[]> {
  const released = await readReleased(db);
  const rows = await db
    .selectDistinctOn([publication.code])
    .from(publication)
    .orderBy(publication.code, desc(publication.version));
  return rows.map(({ code, version, url, jwks, publishedBy, publishedAt }) => {
    const trial = released?.canary?.code === code ? released.canary : undefined;
    return {
      ...{ code, version, url, publishedBy, publishedAt },
      live: released?.stable.parts[code] ?? null,
      canary: trial?.version ?? null,
      canaryPercent: trial?.percent ?? null,
      fingerprints: jwksShape.parse(JSON.parse(jwks)).keys.map(({ kid }) => kid),
    };
  });
}
