import { createHash } from 'node:crypto';
import type { Caller } from '../../subgraphs/kit/people/person.ts';
import type { CallerHeaders } from '../../subgraphs/kit/people/read-caller.ts';
import type { Recorder } from './recorder.ts';

/**
 * Records an access token when this process sees it for the first time.
 *
 * @throws SubgraphFailure LEDGER_UNAVAILABLE: then its holder is answered nothing
 */
export type FirstUses = (visitor: {
  caller: Pick<Caller, 'person'>;
  credentials: Pick<CallerHeaders, 'authorization'>;
}) => Promise<void>;

/** Milliseconds between two searches for what has expired. */
const SWEEP = 60_000;

export function createFirstUses({ record }: Pick<Recorder, 'record'>, now: () => Date): FirstUses {
  /** By the token's digest, which opens nothing. */
  const known = new Map<string, { until: number; done: Promise<void> }>();
  const state = { sweepAt: 0 };
  const sweep = (time: number): void => {
    if (time < state.sweepAt) return;
    for (const [digest, { until }] of known) if (until <= time) known.delete(digest);
    state.sweepAt = time + SWEEP;
  };
  return async ({ caller: { person }, credentials: { authorization } }) => {
    if (person === undefined || authorization === undefined) return;
    const digest = createHash('sha256').update(authorization).digest('base64url');
    const seen = known.get(digest);
    if (seen) return seen.done;
    sweep(now().getTime());
    const { subject: actor, roles, scopes } = person;
    const detail = { roles: [...roles], scopes: [...scopes] };
    const done = record([{ event: 'SIGNED_IN', at: now().toISOString(), actor, detail }]);
    known.set(digest, { until: person.expiresAt.getTime(), done });
    try {
      await done;
    } catch (error) {
      known.delete(digest);
      throw error;
    }
  };
}
