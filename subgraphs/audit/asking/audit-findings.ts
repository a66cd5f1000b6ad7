import { z } from 'zod';
import type { AuditRequest } from '../../../schema/contract/audit.ts';
import { openAuditRequest } from '../../kit/audit/open-audit-request.ts';
import { graphError } from '../../kit/graph/graph-error.ts';
import { LedgerError } from '../../kit/ledger/ledger-error.ts';
import { ownParty } from '../../kit/sealing/pinned-keys.ts';
import type { PinnedParty } from '../../kit/sealing/pinned-keys.ts';
import type { AuditContext } from '../audit-context.ts';
import type { ReceivedReply } from '../witness/ask-directly.ts';
import { readerOf } from './issue-request.ts';
import { openFinding } from './open-finding.ts';
import type { SourceFinding } from './open-finding.ts';

/** What the gateway handed over, by source; not trusted in anything. */
export type ReceivedReplies = Readonly<Record<string, ReceivedReply>>;

export type AuditFindings = { request: AuditRequest; sources: SourceFinding[] };

/**
 * Reads what every service that was asked has answered. One that is missing, or whose answer cannot
 * be opened, counts as unavailable. The hub's own ledger is asked here.
 *
 * @throws GraphQLError FORBIDDEN when the request is not one of this reader's, or too old
 */
export async function readFindings(
  context: AuditContext,
  text: string,
  received: ReceivedReplies,
): Promise<AuditFindings> {
  const { code, now } = context;
  const audit = ownParty(code, (await context.keys()).own);
  const request = await ownRequest(text, audit, now());
  if (request?.actor !== readerOf(context)) throw graphError('FORBIDDEN');
  const sources = await Promise.all(
    Object.entries(request.asks).map(async ([source, ask]) => {
      const reply = source === code ? await answerHere(context, text) : received[source];
      const asked = { source, ask, jti: request.jti, seen: request.seen[source] ?? 0 };
      return openFinding(context, asked, reply);
    }),
  );
  return { request, sources };
}

async function answerHere({ answerAudit }: AuditContext, text: string): Promise<ReceivedReply> {
  try {
    return await answerAudit(text);
  } catch (error) {
    throw error instanceof LedgerError ? graphError('LEDGER_UNAVAILABLE') : error;
  }
}

const addressees = z.object({ aud: z.array(z.string()).min(1) });

/** A request as this service signed it, verified as any of those that it is for would. */
async function ownRequest(
  text: string,
  audit: PinnedParty,
  now: Date,
): Promise<AuditRequest | undefined> {
  const [code] = addressees.safeParse(payloadOf(text)).data?.aud ?? [];
  if (code === undefined) return undefined;
  const opened = await openAuditRequest(text, { code, audit, now });
  return opened.ok ? opened.value.request : undefined;
}

function payloadOf(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text.split('.')[1] ?? '', 'base64url').toString());
  } catch {
    return undefined;
  }
}
