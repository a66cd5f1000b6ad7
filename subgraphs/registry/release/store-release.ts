import { release } from '../tables.ts';
import type { Canary, Composed, Executor, ReleaseAct } from './released.ts';

export type ReleaseDraft = {
  act: ReleaseAct;
  stable: Composed;
  canary: Canary | undefined;
  /** Codes that it is about, each with its version from now on. */
  changed: Readonly<Record<string, number | null>>;
  by: string;
  at: Date;
  reason?: string | undefined;
};

/** Has gateways serve something else from now on. @returns the number of the release */
export async function storeRelease(db: Executor, draft: ReleaseDraft): Promise<number> {
  const { act, stable, canary, changed, by, at, reason } = draft;
  const [row] = await db
    .insert(release)
    .values({
      ...{ act, changed, reason, releasedBy: by, releasedAt: at, stableId: stable.id },
      ...(canary && {
        ...{ canaryId: canary.composed.id, canaryCode: canary.code },
        ...{ canaryVersion: canary.version, canaryPercent: canary.percent },
      }),
    })
    .returning({ id: release.id });
  if (row === undefined) throw new Error('A row that was inserted is not there');
  return row.id;
}
