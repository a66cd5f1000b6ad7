import type { AuthorityProblem } from '../../schema/contract/codes.ts';
import { failureWords } from './failure-words.ts';
import type { ListedRepair } from './listed-repairs.ts';
import type { Patience } from './patience.ts';

/** Parties put to the agencies in one envelope. */
const ENVELOPE = 500;

/** What a run of a whole list brought, in the order of the list. */
export type ListResult<Settled> = {
  listed: ListedRepair[];
  /** By repair. */
  settled: Map<string, Settled>;
  /** What whoever asks may not ask, by repair. */
  refused: Map<string, AuthorityProblem>;
  /** Why some could not be processed, a line each. */
  problems: string[];
};

/** What came of one envelope, by repair. */
export type Part<Settled> = {
  settled: [string, Settled][];
  refused: [string, AuthorityProblem][];
};

/** What is known after a call broke off: what came of it, and what is to be put again, by envelope. */
export type Recovered<Settled> = { settled: [string, Settled][]; open: ListedRepair[][] };

export type EnvelopeWork<Settled> = {
  put: (ids: string[]) => Promise<Part<Settled>>;
  recover: (group: ListedRepair[]) => Promise<Recovered<Settled>>;
  patience: Patience;
  /** Whether nothing can come back any more: then nothing is waited for, and the rest stays open. */
  isOver?: (() => Promise<boolean>) | undefined;
  /** Nothing more is put once it is aborted. */
  signal?: AbortSignal | undefined;
  /** Called with how many parties are settled or refused. */
  onProgress: (done: number) => void;
};

/** A list in the envelopes it is put to the agencies in. */
export function envelopesOf(listed: readonly ListedRepair[]): ListedRepair[][] {
  const count = Math.ceil(listed.length / ENVELOPE);
  return Array.from({ length: count }, (_, at) => listed.slice(at * ENVELOPE, (at + 1) * ENVELOPE));
}

/**
 * Works through a list envelope by envelope; one that fails does not stop the others. One that broke
 * off for a reason that passes is waited for, and what of it is still open is put again.
 *
 * @throws the signal's reason, once that is aborted
 */
export async function inEnvelopes<Settled>(
  listed: ListedRepair[],
  envelopes: ListedRepair[][],
  work: EnvelopeWork<Settled>,
): Promise<ListResult<Settled>> {
  const settled = new Map<string, Settled>();
  const refused = new Map<string, AuthorityProblem>();
  const problems: string[] = [];
  const waiting = [...envelopes];
  const before = listed.length - envelopes.reduce((sum, { length }) => sum + length, 0);
  const processed = () => before + new Set(settled.keys()).union(refused).size;
  for (let group = waiting.shift(); group !== undefined; group = waiting.shift()) {
    try {
      const came = await work.put(group.map(({ id }) => id));
      work.patience.reset();
      for (const [id, result] of came.settled) settled.set(id, result);
      for (const [id, problem] of came.refused) refused.set(id, problem);
    } catch (error) {
      work.signal?.throwIfAborted();
      if (await work.isOver?.()) break;
      try {
        const recovered = await recoverPatiently(group, error, work);
        for (const [id, result] of recovered.settled) settled.set(id, result);
        waiting.unshift(...recovered.open);
      } catch (final) {
        if (await work.isOver?.()) break;
        problems.push(`${placeOf(listed, group)}: ${failureWords(final)}`);
      }
    }
    work.signal?.throwIfAborted();
    work.onProgress(processed());
  }
  return { listed, settled, refused, problems };
}

/** @throws whatever failed last, once it is of no use to wait any longer. */
async function recoverPatiently<Settled>(
  group: ListedRepair[],
  failure: unknown,
  { recover, patience, isOver }: Pick<EnvelopeWork<Settled>, 'recover' | 'patience' | 'isOver'>,
): Promise<Recovered<Settled>> {
  await patience.wait(failure);
  try {
    return await recover(group);
  } catch (error) {
    if (await isOver?.()) throw error;
    return recoverPatiently(group, error, { recover, patience, isOver });
  }
}

function placeOf(listed: readonly ListedRepair[], group: readonly ListedRepair[]): string {
  const places = group.map((one) => listed.indexOf(one) + 1);
  return `parties ${String(Math.min(...places))} to ${String(Math.max(...places))}`;
}
