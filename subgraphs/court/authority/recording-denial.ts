import { GraphQLError } from 'graphql';
import type { CourtContext } from '../court-context.ts';
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
  court: CourtContext,
  { operation, targetId, reason }: Attempt,
  code: string,
): Promise<void> {
  const { person, requestId } = court.caller;
  const by = person === undefined ? undefined : court.pseudonymOf(person.subject);
  court.log.warn({ code, operation, by, requestId }, 'an operation was denied');
  if (person === undefined) return;
  const detail = { code, operation };
  await recordAct(court.db, court.caller, { kind: 'DENIED', targetId, reason, detail });
}
