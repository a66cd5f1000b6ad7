import type { Fetch } from '../subgraph-data-source.ts';
import { SubgraphFailure } from '../subgraph-failure.ts';
import type { Recorder } from './recorder.ts';
import { gather, inquiryIn } from './trail.ts';

type Recording = { recorder: Recorder; now: () => Date };

/**
 * Records that the envelopes of a fetch are about to be handed to an agency.
 *
 * @throws SubgraphFailure NO_INQUIRY for an envelope that names none, LEDGER_UNAVAILABLE: then
 *   nobody is asked
 */
export async function recordRouting(
  { representations, trail }: Pick<Fetch, 'representations' | 'trail'>,
  agency: string,
  { recorder, now }: Recording,
): Promise<void> {
  const inquiries = representations.map(({ envelope }) => inquiryIn(trail, String(envelope)));
  if (inquiries.includes(undefined)) throw new SubgraphFailure('NO_INQUIRY');
  const { actor, requestId: request } = trail;
  const known = inquiries.filter((inquiry) => inquiry !== undefined);
  const recorded = known.map((inquiry) =>
    gather(trail, inquiry, agency, (agencies) => {
      const detail = { agencies: [...agencies], request };
      const at = now().toISOString();
      return recorder.record([{ event: 'INQUIRY_ROUTED', at, actor, inquiry, detail }]);
    }),
  );
  await Promise.all(recorded);
}
