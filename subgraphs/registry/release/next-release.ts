import type { SchemaProblem } from '../checks/schema-problem.ts';
import { composeParts, findComposed, storeComposed } from './compose-parts.ts';
import type { NewPart } from './compose-parts.ts';
import type { Canary, Composed, Executor, Parts, Released } from './released.ts';
import { storeRelease } from './store-release.ts';
import type { ReleaseDraft } from './store-release.ts';

/** What gateways are to serve next, by versions. */
export type Next = {
  stable: Parts;
  canary: Omit<Canary, 'composed'> | undefined;
};

/** Composed, but not kept yet where it has no number. */
type Draft = Omit<Composed, 'id'> & { id?: number };

export type NextComposed = { ok: true; stable: Draft; canary: Draft | undefined };

/** Composes what is to be served next, and the canary over it. */
export async function composeNext(
  db: Executor,
  next: Next,
  fresh: readonly NewPart[] = [],
): Promise<NextComposed | { ok: false; problems: SchemaProblem[] }> {
  const stable = await composeOne(db, next.stable, fresh);
  if (!stable.ok) return stable;
  if (next.canary === undefined) return { ok: true, stable: stable.draft, canary: undefined };
  const { code, version } = next.canary;
  const canary = await composeOne(db, { ...next.stable, [code]: version }, fresh);
  return canary.ok ? { ok: true, stable: stable.draft, canary: canary.draft } : canary;
}

/** Keeps what was composed and has gateways serve it. @returns the number of the release */
export async function releaseNext(
  db: Executor,
  next: Next,
  { stable, canary }: NextComposed,
  draft: Omit<ReleaseDraft, 'stable' | 'canary'>,
): Promise<number> {
  const store = (one: Draft): Promise<Composed> | Composed =>
    one.id === undefined ? storeComposed(db, one, draft.at) : { ...one, id: one.id };
  return storeRelease(db, {
    ...draft,
    stable: await store(stable),
    canary: next.canary && canary && { ...next.canary, composed: await store(canary) },
  });
}

/** What is served now, as what comes next is made from it. */
export function nextAfter(released: Released | undefined): Next {
  const { canary, stable } = released ?? {};
  return {
    stable: stable?.parts ?? {},
    canary: canary && { code: canary.code, version: canary.version, percent: canary.percent },
  };
}

async function composeOne(
  db: Executor,
  parts: Parts,
  fresh: readonly NewPart[],
): Promise<{ ok: true; draft: Draft } | { ok: false; problems: SchemaProblem[] }> {
  const needed = fresh.filter(({ code, version }) => parts[code] === version);
  const known = needed.length === 0 ? await findComposed(db, parts) : undefined;
  if (known) return { ok: true, draft: known };
  const composition = await composeParts(db, parts, needed);
  return composition.ok ? { ok: true, draft: composition.composed } : composition;
}
