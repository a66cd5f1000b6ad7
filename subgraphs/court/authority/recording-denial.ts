import { eq } from 'drizzle-orm';
import { GraphQLError } from 'graphql';
import type { CourtContext } from '../court-context.ts';
import { courtTransaction } from '../ledger/court-transaction.ts';
import { partiesOf } from '../ledger/parties-of.ts';
import type { RecordedParty } from '../ledger/parties-of.ts';
import type { Executor } from '../repairs/issue-inquiry.ts';
import { contact } from '../tables.ts';
import { recordAct } from './record-act.ts';

/** Which operation, about what, for which stated reason. */
export type Attempt = {
  /** The field of the graph. */
  operation: string;
  targetId?: string | undefined;
  reason?: string | undefined;
};

/** A denial that is on record; it says to the caller what the one it stands for would have said. */
class RecordedDenial extends GraphQLError {}

/** Codes by which nobody is denied anything: a mistake, or a thing that is over. */
const NO_DENIAL: ReadonlySet<unknown> = new Set([
  'BAD_USER_INPUT',
  'INQUIRY_EXPIRED',
  'INQUIRY_ANSWERED',
  'REVIEW_NOT_OPEN',
  'REVIEW_NOT_CONFIRMABLE',
  'LEDGER_UNAVAILABLE',
]);

/**
 * Does what was attempted; a refusal by a code of the contract is logged and, where somebody is
 * signed in, recorded as an act, once however often it passes here. Outside of any transaction, since
 * the refusal ends that.
 */
export async function recordingDenial<Result>(
  court: CourtContext,
  attempt: Attempt,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof GraphQLError) || error instanceof RecordedDenial) throw error;
    const { code } = error.extensions;
    if (typeof code !== 'string' || NO_DENIAL.has(code)) throw error;
    await record(court, attempt, code);
    throw new RecordedDenial(error.message, { extensions: error.extensions });
  }
}

async function record(
  context: CourtContext,
  { operation, targetId, reason }: Attempt,
  code: string,
): Promise<void> {
  const { person, requestId: request } = context.caller;
  const by = person === undefined ? undefined : context.pseudonymOf(person.subject);
  context.log.warn({ code, operation, by, requestId: request }, 'an operation was denied');
  if (person === undefined) return;
  await courtTransaction(context, async (court, tx) => {
    const detail = { code, operation };
    const act = await recordAct(tx, court.caller, { kind: 'DENIED', targetId, reason, detail });
    const about = await deniedAbout(court, tx, targetId);
    court.note({
      ...{ event: 'ACCESS_DENIED', ...about.party, outcome: code },
      detail: { operation, request, act, ...(about.repair && { repair: about.repair }) },
    });
  });
}

/** The repair that was refused, by its own id or that of one of its contacts. */
async function deniedAbout(
  court: CourtContext,
  tx: Executor,
  targetId: string | undefined,
): Promise<{ repair?: string; party?: RecordedParty | undefined }> {
  if (targetId === undefined) return {};
  const [found] = await tx
    .select({ repair: contact.repairId })
    .from(contact)
    .where(eq(contact.id, targetId));
  const repair = found?.repair ?? targetId;
  const party = (await partiesOf(court, tx, [repair])).get(repair);
  return party === undefined ? {} : { repair, party };
}
