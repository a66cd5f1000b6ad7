import { and, desc, eq } from 'drizzle-orm';
import { z } from 'zod';
import type { StoredPublication } from '../publish/newest-versions.ts';
import { publication, release, supergraph } from '../tables.ts';
import type { Executor } from './released.ts';

const partsShape = z.record(z.string(), z.int());

/** One version of one subgraph. */
export async function readVersion(
  db: Executor,
  code: string,
  version: number,
): Promise<StoredPublication | undefined> {
  const [row] = await db
    .select()
    .from(publication)
    .where(and(eq(publication.code, code), eq(publication.version, version)));
  return row;
}

/** The version that everybody got before the present one, or before the subgraph was retired. */
export async function versionBefore(
  db: Executor,
  code: string,
  present: number | undefined,
): Promise<number | undefined> {
  const rows = await db
    .select({ parts: supergraph.parts })
    .from(release)
    .innerJoin(supergraph, eq(release.stableId, supergraph.id))
    .orderBy(desc(release.id));
  const versions = rows.map(({ parts }) => partsShape.parse(parts)[code]);
  return versions.find((version) => version !== undefined && version !== present);
}
