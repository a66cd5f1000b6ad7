import { desc, eq } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { z } from 'zod';
import type { Database } from '../../kit/database/connect.ts';
import { release, supergraph } from '../tables.ts';

/** Why there is a new release. */
export const RELEASE_ACTS = [
  'PUBLISHED',
  /** To a part of the requests. */
  'CANARY',
  'ROLLED_BACK',
  'RETIRED',
  /** By the registry at its start, out of its folder. */
  'TAKEN_IN',
] as const;
export type ReleaseAct = (typeof RELEASE_ACTS)[number];

/** Version by code. */
export type Parts = Readonly<Record<string, number>>;

const partsShape = z.record(z.string(), z.int());

export type Composed = { id: number; parts: Parts; supergraphSdl: string; clientSdl: string };

export type Canary = { code: string; version: number; percent: number; composed: Composed };

/** What gateways serve now. */
export type Released = { id: number; stable: Composed; canary: Canary | undefined };

/** A database, or a transaction in it. */
export type Executor = Pick<Database, 'select' | 'selectDistinctOn' | 'insert' | 'execute'>;

/** The newest release; undefined before there is one. */
export async function readReleased(db: Executor): Promise<Released | undefined> {
  const canary = alias(supergraph, 'canary');
  const [row] = await db
    .select({ release, stable: supergraph, canary })
    .from(release)
    .innerJoin(supergraph, eq(release.stableId, supergraph.id))
    .leftJoin(canary, eq(release.canaryId, canary.id))
    .orderBy(desc(release.id))
    .limit(1);
  if (row === undefined) return undefined;
  const { canaryCode: code, canaryVersion: version, canaryPercent: percent } = row.release;
  return {
    ...{ id: row.release.id, stable: composedOf(row.stable) },
    canary:
      row.canary !== null && code !== null && version !== null && percent !== null
        ? { code, version, percent, composed: composedOf(row.canary) }
        : undefined,
  };
}

/** The number of the newest release; 0 before there is one. */
export async function newestRelease(db: Executor): Promise<number> {
  const [row] = await db
    .select({ id: release.id })
    .from(release)
    .orderBy(desc(release.id))
    .limit(1);
  return row?.id ?? 0;
}

export function composedOf(row: typeof supergraph.$inferSelect): Composed {
  const { id, supergraphSdl, clientSdl } = row;
  return { id, parts: partsShape.parse(row.parts), supergraphSdl, clientSdl };
}
