import { and, eq, or, sql } from 'drizzle-orm';
import { composeSupergraph } from '../../../schema/compose/compose-supergraph.ts';
import type { SubgraphSource } from '../../../schema/compose/compose-supergraph.ts';
import type { SchemaProblem } from '../checks/schema-problem.ts';
import { publication, supergraph } from '../tables.ts';
import { composedOf } from './released.ts';
import type { Composed, Executor, Parts } from './released.ts';

export type PartsComposition =
  { ok: true; composed: Omit<Composed, 'id'> } | { ok: false; problems: SchemaProblem[] };

/** What is to be composed beyond what is stored. */
export type NewPart = SubgraphSource & { version: number };

/** Composes versions of subgraphs; those that are not stored yet are given. */
export async function composeParts(
  db: Executor,
  parts: Parts,
  fresh: readonly NewPart[] = [],
): Promise<PartsComposition> {
  const stored = Object.entries(parts).filter(([code]) => !fresh.some((one) => one.code === code));
  const sources = [...(await readSources(db, stored)), ...fresh];
  const ordered = sources.toSorted((a, b) => (a.code < b.code ? -1 : 1));
  const composition = composeSupergraph(ordered);
  if (!composition.errors) return { ok: true, composed: { parts, ...composition } };
  return {
    ok: false,
    problems: composition.errors.map(({ code, message, subgraph, line, column }) => ({
      ...{ code, message: message.endsWith('.') ? message : `${message}.` },
      ...{ subgraph: subgraph ?? null, line: line ?? null, column: column ?? null },
    })),
  };
}

/** The composition of exactly these parts, where there was one before: to go back takes no time. */
export async function findComposed(db: Executor, parts: Parts): Promise<Composed | undefined> {
  const [row] = await db
    .select()
    .from(supergraph)
    .where(sql`${supergraph.parts} = ${JSON.stringify(parts)}::jsonb`)
    .limit(1);
  return row && composedOf(row);
}

/** Keeps a composition. */
export async function storeComposed(
  db: Executor,
  composed: Omit<Composed, 'id'>,
  composedAt: Date,
): Promise<Composed> {
  const [row] = await db
    .insert(supergraph)
    .values({ ...composed, composedAt })
    .returning();
  if (row === undefined) throw new Error('A row that was inserted is not there');
  return composedOf(row);
}

async function readSources(
  db: Executor,
  parts: readonly (readonly [code: string, version: number])[],
): Promise<SubgraphSource[]> {
  if (parts.length === 0) return [];
  const { code, version, sdl, url } = publication;
  return db
    .select({ code, sdl, url })
    .from(publication)
    .where(or(...parts.map(([one, number]) => and(eq(code, one), eq(version, number)))));
}
