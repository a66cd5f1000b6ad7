import { setImmediate } from 'node:timers/promises';
import { inquiryOf } from '../../subgraphs/kit/sealing/inquiry-of.ts';
import type { ErrorCode } from '../mask-error.ts';

/** What of one request has to do with the ledger; another one for each request. */
export type Trail = {
  requestId: string;
  /** Subject of whoever asks, or `gateway` where nobody is signed in. */
  actor: string;
  /** What each envelope says it carries: all agencies are handed the same one. */
  inquiries: Map<string, string | undefined>;
  /** Envelopes of which something could not be recorded: nothing of them may be disclosed. */
  unrecorded: Set<string>;
  /** By inquiry: agencies that are about to be asked, and the promise that it is recorded. */
  routing: Map<string, Routing>;
  /** Codes with which the request, or a part of it, was refused. */
  denied: Set<ErrorCode>;
};

export type Routing = { agencies: Set<string>; done: Promise<void> };

export function emptyTrail(requestId: string, subject: string | undefined): Trail {
  return {
    ...{ requestId, actor: subject ?? 'gateway' },
    ...{ inquiries: new Map(), unrecorded: new Set(), routing: new Map(), denied: new Set() },
  };
}

/** The inquiry of an envelope, which one request reads once; undefined where it names none. */
export function inquiryIn(
  { inquiries }: Pick<Trail, 'inquiries'>,
  envelope: string,
): string | undefined {
  if (!inquiries.has(envelope)) inquiries.set(envelope, inquiryOf(envelope));
  return inquiries.get(envelope);
}

/** Gathers who is asked at the same moment, so that an inquiry is recorded once. */
export function gather(
  { routing }: Pick<Trail, 'routing'>,
  inquiry: string,
  agency: string,
  record: (agencies: readonly string[]) => Promise<void>,
): Promise<void> {
  const open = routing.get(inquiry);
  if (open) {
    open.agencies.add(agency);
    return open.done;
  }
  const agencies = new Set([agency]);
  const done = setImmediate().then(() => {
    routing.delete(inquiry);
    return record([...agencies].sort());
  });
  routing.set(inquiry, { agencies, done });
  return done;
}
