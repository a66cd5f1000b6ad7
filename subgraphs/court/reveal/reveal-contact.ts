import { randomUUID } from 'node:crypto';
import { and, eq, gt } from 'drizzle-orm';
import { calculateJwkThumbprint } from 'jose';
import { z } from 'zod';
import { sealTo } from '../../kit/sealing/seal-value.ts';
import type { CourtContext } from '../court-context.ts';
import { badArgument, graphError } from '../../kit/graph/graph-error.ts';
import { reasonArgument } from '../graph/arguments.ts';
import { contact, contactReveal } from '../tables.ts';

/** `typ` of the JWE that carries an opened contact. */
const CONTACT_TYP = 'relink-contact+jwe';

export type RevealRequest = { id: string; reason: string; sealTo: string };

/**
 * Opens one contact for a stated reason: the reason is written down in the same transaction that
 * reads the value, and the value leaves sealed to the caller's key.
 *
 * @returns a compact JWE whose payload is `{ id, value }`.
 * @throws GraphQLError BAD_USER_INPUT naming the argument; CONTACT_NOT_FOUND when there is none, or
 *   it has expired.
 */
export async function revealContact(court: CourtContext, request: RevealRequest): Promise<string> {
  const reason = reasonArgument(request.reason);
  const recipient = recipientKey(request.sealTo);
  return court.db.transaction(async (tx) => {
    const [found] = await tx
      .select({ value: contact.value, repairId: contact.repairId })
      .from(contact)
      .where(and(eq(contact.id, request.id), gt(contact.expiresAt, court.now())));
    if (found === undefined) throw graphError('CONTACT_NOT_FOUND');
    const value = court.vault.open(`contact:${request.id}`, found.value);
    const result = await sealTo(recipient, { id: request.id, value }, CONTACT_TYP);
    if (!result.ok) throw badArgument('sealTo', 'NOT_A_KEY');
    await tx.insert(contactReveal).values({
      id: randomUUID(),
      contactId: request.id,
      repairId: found.repairId,
      reason,
      sealedTo: await calculateJwkThumbprint(recipient),
    });
    return result.sealed;
  });
}

/** Only that it is a JSON object is checked here; what key it must be, `sealTo` knows. */
function recipientKey(text: string): Record<string, string> {
  try {
    return z.record(z.string(), z.string()).parse(JSON.parse(text));
  } catch {
    throw badArgument('sealTo', 'NOT_A_KEY');
  }
}
