import { randomUUID } from 'node:crypto';
import { calculateJwkThumbprint } from 'jose';
import { CONTACT_TYP } from '../../../schema/contract/contact.ts';
import type { ErrorCode } from '../../../schema/contract/errors.ts';
import { graphError } from '../../kit/graph/graph-error.ts';
import type { Person } from '../../kit/people/person.ts';
import { sealTo } from '../../kit/sealing/seal-value.ts';
import { actingRole } from '../authority/acting-role.ts';
import { recordAct } from '../authority/record-act.ts';
import { recordingDenial } from '../authority/recording-denial.ts';
import { signedIn } from '../../kit/people/signed-in.ts';
import { findConflicts } from '../conflicts/find-conflicts.ts';
import { raiseConflicts } from '../conflicts/raise-conflicts.ts';
import { COURT_CODE } from '../court-code.ts';
import type { CourtContext } from '../court-context.ts';
import { courtTransaction } from '../ledger/court-transaction.ts';
import type { RecordingCourt } from '../ledger/court-transaction.ts';
import { partiesOf } from '../ledger/parties-of.ts';
import type { Executor } from '../repairs/issue-inquiry.ts';
import { contactReveal } from '../tables.ts';
import { findContact, refusedReveal } from './find-contact.ts';
import type { FoundContact } from './find-contact.ts';

export type RevealRequest = { id: string; reason: string };

type Revealed = { sealed: string } | { refused: ErrorCode };

/**
 * Opens one contact for a stated reason: the reason is written down in the same transaction that
 * reads the value, and the value leaves sealed to the key that the caller's token is bound to
 * (RFC 9449), which nobody on the way can put another in place of.
 *
 * @returns a compact JWE whose payload is `{ id, value }`.
 * @throws GraphQLError CONTACT_NOT_FOUND when there is none, or its time is over; NOT_ASSIGNED,
 *   CASE_NOT_LIVE, CONFLICT_OF_INTEREST; FORBIDDEN for a protected person's to anybody but a judge;
 *   KEY_CANNOT_OPEN when the token is bound to a key that nothing can be sealed to.
 */
export async function revealContact(court: CourtContext, request: RevealRequest): Promise<string> {
  const { id: targetId, reason } = request;
  return recordingDenial(court, { operation: 'revealContact', targetId, reason }, async () => {
    const revealed = await courtTransaction(court, (recording, tx) =>
      reveal(recording, tx, request),
    );
    // only now: a conflict that was found must not be undone with the transaction
    if ('refused' in revealed) throw graphError(revealed.refused);
    return revealed.sealed;
  });
}

async function reveal(
  court: RecordingCourt,
  tx: Executor,
  request: RevealRequest,
): Promise<Revealed> {
  const person = signedIn(court.caller);
  const found = await findContact(court, tx, person, request.id);
  if (found === undefined) return { refused: 'CONTACT_NOT_FOUND' };
  const refused = refusedReveal(found, person);
  if (refused !== undefined) return { refused };
  if (await isInConflict(court, tx, person, found)) return { refused: 'CONFLICT_OF_INTEREST' };
  return open(court, tx, { person, found, request });
}

/** Whether caller and party, or caller and this very contact, have something in common. */
async function isInConflict(
  court: RecordingCourt,
  tx: Executor,
  { subject }: Person,
  { repairId, caseId, sharedGround }: FoundContact,
): Promise<boolean> {
  if (sharedGround !== null) {
    await raiseConflicts(court, tx, subject, [{ repairId, caseId, ground: sharedGround }]);
  }
  return (await findConflicts(court, tx, [repairId])).has(repairId);
}

type Opening = { person: Person; found: FoundContact; request: RevealRequest };

async function open(
  court: RecordingCourt,
  tx: Executor,
  { person, found, request: { id, reason } }: Opening,
): Promise<Revealed> {
  const { key } = court.caller;
  const value = court.vault.open(`contact:${id}`, found.value);
  const result = await sealTo(key, { id, value }, CONTACT_TYP);
  if (key === undefined || !result.ok) return { refused: 'KEY_CANNOT_OPEN' };
  const { repairId, caseId, kind: outcome } = found;
  await tx.insert(contactReveal).values({
    ...{ id: randomUUID(), contactId: id, repairId, reason },
    revealedBy: person.subject,
    sealedTo: await calculateJwkThumbprint(key),
    revealedAt: court.now(),
  });
  const about = { kind: 'REVEAL_CONTACT', caseId, targetId: id, reason } as const;
  const act = await recordAct(tx, court.caller, about);
  const party = (await partiesOf(court, tx, [repairId])).get(repairId);
  const role = actingRole(person);
  const opener = { court: COURT_CODE, ...(role && { role }) };
  const detail = { ...opener, contact: id, repair: repairId, act };
  const purpose = found.purpose ?? undefined;
  court.note({ event: 'CONTACT_REVEALED', ...party, purpose, outcome, detail });
  return { sealed: result.sealed };
}
