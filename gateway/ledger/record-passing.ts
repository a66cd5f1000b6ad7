import type { HubEntry } from '../../schema/contract/audit.ts';
import { isObject } from '../read-answer.ts';
import type { JsonObject } from '../read-answer.ts';
import type { Fetch } from '../subgraph-data-source.ts';
import { SubgraphFailure } from '../subgraph-failure.ts';
import type { Recorder } from './recorder.ts';
import { inquiryIn } from './trail.ts';

type Recording = {
  recorder: Recorder;
  /** By the field that the agency adds to `Inquiry`, its code. */
  agencies: ReadonlyMap<string, string>;
  now: () => Date;
};

/**
 * Records that agencies' replies are about to be handed to the court.
 *
 * @throws SubgraphFailure NO_INQUIRY, or LEDGER_UNAVAILABLE, also where an inquiry of them could
 *   not be recorded before: then they are not handed on
 */
export async function recordPassing(
  { representations, trail }: Pick<Fetch, 'representations' | 'trail'>,
  { recorder, agencies, now }: Recording,
): Promise<void> {
  if (representations.some(({ envelope }) => trail.unrecorded.has(String(envelope)))) {
    throw new SubgraphFailure('LEDGER_UNAVAILABLE');
  }
  const { actor, requestId: request } = trail;
  const at = now().toISOString();
  const entries = representations.map((representation): HubEntry => {
    const inquiry = inquiryIn(trail, String(representation['envelope']));
    if (inquiry === undefined) throw new SubgraphFailure('NO_INQUIRY');
    const detail = { agencies: statusesIn(representation, agencies), request };
    return { event: 'INQUIRY_PASSED', at, actor, inquiry, detail };
  });
  await recorder.record(entries);
}

/** Whether replies of agencies stand in what a subgraph is asked with. */
export function carriesReplies(
  representations: readonly JsonObject[],
  agencies: ReadonlyMap<string, string>,
): boolean {
  return representations.some((one) => Object.keys(one).some((field) => agencies.has(field)));
}

/** What was no reply counts as none. */
function statusesIn(
  representation: JsonObject,
  agencies: ReadonlyMap<string, string>,
): Record<string, string> {
  const said = [...agencies].flatMap(([field, code]) => {
    if (!Object.hasOwn(representation, field)) return [];
    const reply = representation[field];
    return [[code, isObject(reply) ? String(reply['status']) : 'UNAVAILABLE'] as const];
  });
  return Object.fromEntries(said);
}
