import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { Database } from '../database/connect.ts';
import { graphError } from '../graph/graph-error.ts';
import type { Caller } from '../people/person.ts';
import { seenProof } from './seen-proof.ts';

/** Milliseconds a used proof is remembered: longer than any verifier accepts one (RFC 9449, 11.1). */
const REMEMBERED = 10 * 60 * 1000;

/** Whose mutation a proof is used up for, and where the service remembers it. */
export type ProofUse = { db: Database; caller: Caller; now: () => Date };

/**
 * Uses up the caller's proof of possession for the request it came with. The calls of one request
 * may be several; another request that brings the same proof is refused. Not part of the mutation's
 * transaction: a proof is used up even when the mutation fails.
 *
 * @throws GraphQLError PROOF_REFUSED when there is no proof, or another request brought it before.
 */
export async function consumeProof({ db, caller, now }: ProofUse): Promise<void> {
  const { person, proofId, requestId } = caller;
  if (person === undefined || proofId === undefined) throw graphError('PROOF_REFUSED');
  const id = createHash('sha256').update(`${person.boundTo}:${proofId}`).digest();
  const at = now();
  const [seen] = await db
    .insert(seenProof)
    .values({ id, requestId, expiresAt: new Date(at.getTime() + REMEMBERED) })
    // says which request was first, whichever of two that came at once
    .onConflictDoUpdate({ target: seenProof.id, set: { requestId: sql`seen_proof.request_id` } })
    .returning({ requestId: seenProof.requestId });
  await db.execute(
    sql`delete from seen_proof where id in (select id from seen_proof
          where expires_at < ${at.toISOString()}::timestamptz limit 100 for update skip locked)`,
  );
  if (seen?.requestId !== requestId) throw graphError('PROOF_REFUSED');
}
