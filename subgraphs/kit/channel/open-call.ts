import { timingSafeEqual } from 'node:crypto';
import { parseBytes } from '../people/read-header.ts';
import { CLOCK_SKEW } from '../sealing/algorithms.ts';
import { isValid } from '../sealing/dated-key.ts';
import { accept, refuse } from '../sealing/refusal.ts';
import type { Checked } from '../sealing/refusal.ts';
import type { KeyRing } from '../service/key-ring.ts';
import { CALL_ALG, CALL_TYP, GATEWAY } from './call-claims.ts';
import { tagOf } from './call-key.ts';
import type { CallEnds, CallKeys } from './call-key.ts';

/** What a call is opened with. */
export type CallOpener = {
  /** Code of the subgraph that is called. */
  code: string;
  /** Its own keys, and those it has pinned. */
  ring: KeyRing;
  keyOf: CallKeys;
  now: Date;
};

/**
 * The claims of a call that was made with the key its two ends agree on, not looked at yet.
 *
 * @returns RETIRED_KEY when it was, but one of the two keys behind that is not valid now.
 */
export async function openCall(token: string, opener: CallOpener): Promise<Checked<unknown>> {
  const ends = endsOf(token, opener);
  if (!ends.ok) return ends;
  const { gateway, subgraph } = ends.value;
  const { secret } = await opener.keyOf(ends.value);
  const end = token.lastIndexOf('.');
  const input = token.slice(0, end);
  if (!isSame(token.slice(end + 1), tagOf(input, secret))) return refuse('BAD_SIGNATURE');
  const areValid = [gateway, subgraph].every((key) => isValid(key, opener.now, CLOCK_SKEW));
  if (!areValid) return refuse('RETIRED_KEY');
  return accept(jsonOf(input.slice(input.indexOf('.') + 1)));
}

/**
 * The keys that a call names, among those of its two ends. Keys that it brings along or points to
 * are never looked at, and an extension it insists on (`crit`) is refused.
 */
function endsOf(token: string, { code, ring }: CallOpener): Checked<CallEnds> {
  const header = jsonOf(token.slice(0, Math.max(0, token.indexOf('.'))));
  if (typeof header !== 'object' || header === null || 'crit' in header) return refuse('MALFORMED');
  const { typ, alg, kid } = header as Record<string, unknown>; // an object, read member by member
  if (typ !== CALL_TYP) return refuse('WRONG_TYPE');
  if (alg !== CALL_ALG) return refuse('BAD_SIGNATURE');
  const [caller = '', called = '', ...more] = typeof kid === 'string' ? kid.split('.', 3) : [];
  const gateway = ring.pinned.get(GATEWAY)?.sealing.find((key) => key.kid === caller);
  const subgraph = ring.own.opening.get(called);
  if (gateway === undefined || subgraph === undefined || more.length > 0) {
    return refuse('UNKNOWN_KEY');
  }
  return accept({ code, gateway, subgraph });
}

/** As texts, in constant time: of the ways to write the same bytes in base64url, one is ours. */
function isSame(given: string, made: string): boolean {
  const [theirs, ours] = [Buffer.from(given), Buffer.from(made)];
  return theirs.length === ours.length && timingSafeEqual(theirs, ours);
}

function jsonOf(part: string): unknown {
  return parseBytes(Buffer.from(part, 'base64url'));
}
