import { parse } from 'graphql';
import { problemAt } from '../checks/schema-problem.ts';
import { compareWithUse } from '../publish/compare-with-use.ts';
import { refused } from '../publish/schema-result.ts';
import type { SchemaResult } from '../publish/schema-result.ts';
import type { Registry } from '../registry-context.ts';
import { releaseEntries } from '../ledger/schema-entries.ts';
import { deciding } from './deciding.ts';
import { readVersion } from './live-version.ts';
import { composeNext, nextAfter, releaseNext } from './next-release.ts';
import { readReleased } from './released.ts';

export type Retirement = {
  code: string;
  reason: string;
  by: string;
  /** Whether it goes although clients use it, as when it is in wrong hands. */
  evenIfUsed: boolean;
};

/** Takes a subgraph out of the graph. Its versions stay, and `rollback` brings the last one back. */
export async function retire(registry: Registry, wish: Retirement): Promise<SchemaResult> {
  const { code, evenIfUsed, by, reason } = wish;
  return deciding(registry, { code, by, attempted: 'RETIRED' }, async (tx, { note }) => {
    const released = await readReleased(tx);
    const version = released?.stable.parts[code];
    const live = version === undefined ? undefined : await readVersion(tx, code, version);
    if (released === undefined || live === undefined) {
      const message = 'The graph has no such subgraph.';
      return refused([problemAt(code, 'NO_SUCH_SUBGRAPH', message)]);
    }
    const { stable, canary } = nextAfter(released);
    const kept = Object.entries(stable).filter(([one]) => one !== code);
    const next = {
      stable: Object.fromEntries(kept),
      canary: canary?.code === code ? undefined : canary,
    };
    const composed = await composeNext(tx, next);
    if (!composed.ok) return refused(composed.problems);
    const document = parse(live.sdl);
    const pair = [released.stable, composed.stable] as const;
    const used = { code, document, seen: true };
    const { changes, problems } = await compareWithUse(registry, tx, pair, used);
    if (problems.length > 0 && !evenIfUsed) return refused(problems, changes);
    const about = { act: 'RETIRED', changed: { [code]: null }, by, at: registry.now() } as const;
    const release = await releaseNext(tx, next, composed, { ...about, reason });
    note(...releaseEntries(release, about));
    return { release, version: null, changes, problems: [] };
  });
}
