import { problemAt } from '../checks/schema-problem.ts';
import { refused } from '../publish/schema-result.ts';
import type { SchemaResult } from '../publish/schema-result.ts';
import { compareSchemas } from '../checks/compare-schemas.ts';
import type { Registry } from '../registry-context.ts';
import { releaseEntries } from '../ledger/schema-entries.ts';
import { deciding } from './deciding.ts';
import { readVersion, versionBefore } from './live-version.ts';
import { composeNext, nextAfter, releaseNext } from './next-release.ts';
import { readReleased } from './released.ts';
import type { Executor, Released } from './released.ts';

export type RollBack = {
  code: string;
  /** Where to; the version before the present one unless given. */
  version?: number | undefined;
  reason: string;
  by: string;
};

/**
 * Goes back to an earlier version of a subgraph. While a new version is on trial, that trial ends and
 * nothing else changes. No client is asked: what was served before is served again, at once.
 */
export async function rollBack(registry: Registry, wish: RollBack): Promise<SchemaResult> {
  const attempt = { code: wish.code, by: wish.by, attempted: 'ROLLED_BACK' } as const;
  return deciding(registry, attempt, async (tx, { note }) => {
    const released = await readReleased(tx);
    if (released === undefined) return nowhere(wish.code);
    const target = await targetOf(tx, released, wish);
    if (target === undefined) return nowhere(wish.code);
    const { canary } = nextAfter(released);
    const next = {
      stable: target === 'STABLE' ? released.stable.parts : withVersion(released, wish, target),
      canary: canary?.code === wish.code ? undefined : canary,
    };
    const composed = await composeNext(tx, next);
    if (!composed.ok) return refused(composed.problems);
    const before = released.canary?.code === wish.code ? released.canary.composed : released.stable;
    const { changes } = await compareSchemas(before.clientSdl, composed.stable.clientSdl);
    const version = next.stable[wish.code] ?? null;
    const changed = { [wish.code]: version };
    const about = { act: 'ROLLED_BACK', changed, by: wish.by, at: registry.now() } as const;
    const release = await releaseNext(tx, next, composed, { ...about, reason: wish.reason });
    note(...releaseEntries(release, about));
    return { release, version, changes, problems: [] };
  });
}

function withVersion({ stable }: Released, { code }: RollBack, version: number) {
  return { ...stable.parts, [code]: version };
}

async function targetOf(
  tx: Executor,
  released: Released,
  { code, version }: RollBack,
): Promise<number | 'STABLE' | undefined> {
  if (version === undefined && released.canary?.code === code) return 'STABLE';
  const present = released.stable.parts[code];
  const target = version ?? (await versionBefore(tx, code, present));
  if (target === undefined || target === present) return undefined;
  return (await readVersion(tx, code, target)) && target;
}

function nowhere(code: string): SchemaResult {
  const message = 'There is no such version to go back to.';
  return refused([problemAt(code, 'NO_SUCH_VERSION', message)]);
}
