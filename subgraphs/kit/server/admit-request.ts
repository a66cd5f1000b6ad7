import type { IncomingHttpHeaders } from 'node:http';
import { CALL_HEADER } from '../channel/call-claims.ts';
import type { CallRefusal } from '../channel/call-claims.ts';
import { callerOfCall } from '../channel/caller-of-call.ts';
import type { CallVerifier } from '../channel/verify-call.ts';
import type { Logger } from '../log/logger.ts';
import type { Caller } from '../people/person.ts';
import type { CallerReader } from '../people/read-caller.ts';
import { HttpRefusal } from './http-refusal.ts';

/** Who may come in. */
export type Admission = {
  verifyCall: CallVerifier;
  /** For a service that serves people; elsewhere the gateway's word is taken. */
  readCaller: CallerReader | undefined;
  log: Logger;
};

export type Incoming = {
  method: string;
  headers: IncomingHttpHeaders;
  readBody: () => Promise<Buffer>;
};

/**
 * Lets in what the gateway has signed, and says who asks. Whoever is refused is told nothing but
 * that; the cause is in the log.
 *
 * @throws HttpRefusal 401
 */
export async function admitRequest(
  { method, headers, readBody }: Incoming,
  { verifyCall, readCaller, log }: Admission,
): Promise<{ caller: Caller; body: Buffer }> {
  const read: { body?: Buffer } = {};
  const token = headers[CALL_HEADER];
  if (method !== 'POST') throw refusedCall(log, 'WRONG_METHOD');
  // two headers of one name reach here as one, which is no token
  const verdict = await verifyCall(token?.toString(), async () => (read.body = await readBody()));
  if (!verdict.ok) throw refusedCall(log, verdict.code);
  const { call } = verdict;
  const body = read.body ?? Buffer.alloc(0);
  if (readCaller === undefined) return { caller: callerOfCall(call), body };
  const { authorization, dpop } = headers;
  const told = await readCaller({ authorization, dpop: dpop?.toString() }, call.rid);
  if (told.ok) return { caller: told.caller, body };
  const { code, cause } = told;
  log.warn({ code, cause, requestId: call.rid }, 'a caller was refused');
  throw new HttpRefusal(401, code);
}

function refusedCall(log: Logger, code: CallRefusal): HttpRefusal {
  log.warn({ code }, 'a call was refused');
  return new HttpRefusal(401, 'CALL_REFUSED');
}
