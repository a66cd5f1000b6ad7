import type { ServiceEntry } from '../../kit/ledger/service-ledger.ts';
import type { ReleaseAct } from '../release/released.ts';

/** What a release changes, as the ledger tells of it. */
export type ReleaseFacts = {
  act: ReleaseAct;
  /** Codes that it is about, each with its version from now on. */
  changed: Readonly<Record<string, number | null>>;
  by: string;
  at: Date;
};

/** One entry for each subgraph that a release is about, and one that gateways get it. */
export function releaseEntries(
  release: number,
  { act, changed, by: actor, at }: ReleaseFacts,
): ServiceEntry[] {
  const common = { at, event: 'SCHEMA_CHANGED', actor } as const;
  const each = Object.entries(changed).map(([agency, version]) => ({
    ...{ ...common, outcome: outcomeOf(act, version) },
    detail: { agency, ...(version !== null && { version }), release },
  }));
  return [...each, { ...common, outcome: 'RELEASED', detail: { release } }];
}

/** What somebody attempted, and it was refused. */
export type RefusedFacts = Pick<ReleaseFacts, 'by' | 'at'> & {
  attempted: 'PUBLISHED' | 'RETIRED' | 'ROLLED_BACK';
};

/** That something was not published, retired or rolled back: codes alone. */
export function refusedEntry(
  agency: string,
  codes: readonly string[],
  { by: actor, at, attempted }: RefusedFacts,
): ServiceEntry {
  const detail = { agency, attempted, codes: [...new Set(codes)].sort() };
  return { at, event: 'SCHEMA_CHANGED', actor, outcome: 'REFUSED', detail };
}

function outcomeOf(act: ReleaseAct, version: number | null): string {
  if (act === 'ROLLED_BACK') return act;
  return version === null ? 'RETIRED' : 'PUBLISHED';
}
