import { checkHeldByOthers } from '../checks/check-held-by-others.ts';
import { problemAt } from '../checks/schema-problem.ts';
import type { Candidate, SchemaProblem } from '../checks/schema-problem.ts';
import type { Registry } from '../registry-context.ts';
import { refusedEntry, releaseEntries } from '../ledger/schema-entries.ts';
import { changing } from '../release/changing.ts';
import type { RecordingRegistry } from '../release/changing.ts';
import { composeNext, nextAfter, releaseNext } from '../release/next-release.ts';
import type { Next } from '../release/next-release.ts';
import { readReleased } from '../release/released.ts';
import type { Executor, ReleaseAct, Released } from '../release/released.ts';
import { publication as stored } from '../tables.ts';
import { compareWithUse } from './compare-with-use.ts';
import type { Compared } from './compare-with-use.ts';
import { newestVersions } from './newest-versions.ts';
import { recordRefusal } from './record-refusal.ts';
import { refused } from './schema-result.ts';
import type { SchemaResult } from './schema-result.ts';
import { siftPublication } from './sift-publications.ts';
import type { Sifted } from './sift-publications.ts';

export type PublishOptions = {
  by: string;
  /** Says what would come of it, and does nothing. */
  dryRun?: boolean;
  /** Codes that leave at the same time. */
  leaving?: readonly string[];
  /** Why gateways get it: by its agency, unless told. */
  act?: ReleaseAct;
  /** Whether what clients were seen to send is to be spared; it is, unless told. */
  spareSeen?: boolean;
};

/**
 * Publishes schemas: all of them or none. Each must be signed by its subgraph and pass every check, by
 * itself and beside all others; what is refused is written down. What is served already is left.
 *
 * @param publications without a token to be checked only
 */
export async function publish(
  registry: Registry,
  publications: readonly (Candidate & { token?: string })[],
  options: PublishOptions,
): Promise<SchemaResult> {
  const { pinned } = await registry.keys();
  return changing(registry, async (tx, recording) => {
    const released = await readReleased(tx);
    const codes = publications.map(({ code }) => code);
    const newest = await newestVersions(tx, codes);
    const sifting = { pinned, released, newest, now: registry.now() };
    const results = await Promise.all(publications.map((one) => siftPublication(one, sifting)));
    const problems = results.flatMap((result) => result.problems);
    const fresh = results.flatMap(({ sifted }) => sifted ?? []);
    const result =
      problems.length > 0
        ? refused(problems)
        : await release(recording, tx, { released, fresh }, options);
    if (result.problems.length > 0 && !options.dryRun)
      await refuse(recording, tx, publications, result.problems, options);
    const [code = ''] = codes;
    return result.problems.length > 0 || result.version !== null
      ? result
      : { ...result, version: newest.get(code)?.version ?? null };
  });
}

type Step = { released: Released | undefined; fresh: readonly Sifted[] };

async function release(
  registry: RecordingRegistry,
  tx: Executor,
  { released, fresh }: Step,
  options: PublishOptions,
): Promise<SchemaResult> {
  const leaving = (options.leaving ?? []).filter((code) => released?.stable.parts[code]);
  if (fresh.length + leaving.length === 0) return refused([]);
  const planned = planNext(released, fresh, leaving);
  if (!planned.ok) return refused(planned.problems);
  const { next } = planned;
  const parts = fresh.map(({ publication: { code, sdl, url }, version }) => {
    return { code, sdl, url, version };
  });
  const composed = await composeNext(tx, next, parts);
  if (!composed.ok) return refused(composed.problems);
  const after = isCanary(next, fresh) && composed.canary ? composed.canary : composed.stable;
  const reaching = fresh.flatMap(({ publication: { code }, checked: { document } }) =>
    document === undefined ? [] : checkHeldByOthers(code, document, after.supergraphSdl),
  );
  if (reaching.length > 0) return refused(reaching);
  const compared = released
    ? await compareEach(registry, tx, [released.stable, after], fresh, options)
    : { changes: [], problems: [] };
  if (compared.problems.length > 0) return refused(compared.problems, compared.changes);
  const [first] = fresh;
  const done = { ...refused([], compared.changes), version: first?.version ?? null };
  if (options.dryRun) return done;
  await store(tx, fresh, options.by, registry.now());
  const changed = Object.fromEntries([
    ...fresh.map(({ publication: { code }, version }) => [code, version] as const),
    ...leaving.map((code) => [code, null] as const),
  ]);
  const act = options.act ?? (isCanary(next, fresh) ? 'CANARY' : 'PUBLISHED');
  const about = { act, changed, by: options.by, at: registry.now() };
  const number = await releaseNext(tx, next, composed, about);
  registry.note(...releaseEntries(number, about));
  return { ...done, release: number };
}

type Planned = { ok: true; next: Next } | { ok: false; problems: SchemaProblem[] };

/** A new version goes to everybody, or to the part of the requests that its publication names. */
function planNext(
  released: Released | undefined,
  fresh: readonly Sifted[],
  leaving: readonly string[],
): Planned {
  const { stable, canary } = nextAfter(released);
  const [first] = fresh;
  const percent = first?.claims?.percent ?? 100;
  if (first && fresh.length === 1 && percent < 100) {
    const { code } = first.publication;
    const hindrance = canaryProblem(code, released);
    if (hindrance) return { ok: false, problems: [hindrance] };
    return { ok: true, next: { stable, canary: { code, version: first.version, percent } } };
  }
  const versions = fresh.map(({ publication: { code }, version }) => [code, version] as const);
  const parts = { ...stable, ...Object.fromEntries(versions) };
  const kept = Object.entries(parts).filter(([code]) => !leaving.includes(code));
  const isOver = fresh.some(({ publication: { code } }) => code === canary?.code);
  return {
    ok: true,
    next: { stable: Object.fromEntries(kept), canary: isOver ? undefined : canary },
  };
}

function canaryProblem(code: string, released: Released | undefined): SchemaProblem | undefined {
  if (released === undefined) {
    const message = 'Nothing is served yet that a part of the requests could differ from.';
    return problemAt(code, 'NO_STABLE', message);
  }
  const { canary } = released;
  if (canary === undefined || canary.code === code) return undefined;
  const message = `A new version of ${canary.code} is on trial; publish or roll it back first.`;
  return problemAt(code, 'CANARY_RUNNING', message);
}

function isCanary({ canary }: Next, [first]: readonly Sifted[]): boolean {
  return canary !== undefined && canary.version === first?.version
    ? canary.code === first.publication.code
    : false;
}

async function compareEach(
  registry: Registry,
  tx: Executor,
  pair: Parameters<typeof compareWithUse>[2],
  fresh: readonly Sifted[],
  { spareSeen = true }: PublishOptions,
): Promise<Compared> {
  const [first] = fresh;
  const document = first?.checked.document;
  if (first === undefined || document === undefined) return { changes: [], problems: [] };
  const { code } = first.publication;
  return compareWithUse(registry, tx, pair, { code, document, seen: spareSeen });
}

async function store(
  tx: Executor,
  fresh: readonly Sifted[],
  publishedBy: string,
  publishedAt: Date,
): Promise<void> {
  const rows = fresh.flatMap(({ publication, claims, version }) => {
    const { code, sdl, url, jwks, token } = publication;
    if (claims === undefined || token === undefined) return [];
    const { sequence } = claims;
    return [{ code, version, sequence, sdl, url, jwks, token, publishedBy, publishedAt }];
  });
  if (rows.length > 0) await tx.insert(stored).values(rows);
}

async function refuse(
  { now, log, note }: RecordingRegistry,
  tx: Executor,
  publications: readonly Candidate[],
  problems: readonly SchemaProblem[],
  { by }: PublishOptions,
): Promise<void> {
  for (const candidate of publications) {
    const own = problems.filter(({ subgraph }) => subgraph === candidate.code);
    const told = publications.length === 1 || own.length === 0 ? problems : own;
    const about = { by, at: now() };
    const { code, problems: codes } = await recordRefusal(tx, candidate, told, about);
    note(refusedEntry(code, codes, { ...about, attempted: 'PUBLISHED' }));
  }
  const codes = problems.map(({ code }) => code);
  log.warn({ problems: codes }, 'a publication was refused');
}
