import { ENVELOPE_TYP, WARRANT_TYP, warrantSchema } from '../../../schema/contract/warrant.ts';
import type { Warrant } from '../../../schema/contract/warrant.ts';
import { checkTerm } from './check-term.ts';
import { findOwnEntry } from './envelope.ts';
import type { OwnKeys } from './keys.ts';
import { openJwe, protectedHeaderOf } from './open-jwe.ts';
import type { PinnedParty } from './pinned-keys.ts';
import { accept, refuse } from './refusal.ts';
import type { Checked, Refusal } from './refusal.ts';
import { verifyClaims } from './verify-claims.ts';

export type WarrantReader = {
  /** The reader's code, which must be in the warrant's audience. */
  code: string;
  own: OwnKeys;
  /** Who may have signed, each by the keys pinned for it. A court may read its own, for whomever. */
  signers: readonly PinnedParty[];
  now: Date;
};

/** What was asked, and by whom: the party whose key signed and whose code the warrant names. */
export type OpenedWarrant = { ok: true; warrant: Warrant; court: PinnedParty };

/**
 * Opens an envelope, finds who signed it by the `kid` of the signature, verifies that and checks
 * every claim that concerns any reader. Not checked here: whether `jti` was seen before, and what
 * the reader's own policy allows, to begin with whether the signer is a court at all.
 *
 * @returns why it is refused, for the reader's own log; the hub is told no more than REFUSED.
 */
export async function openWarrant(
  envelope: string,
  reader: WarrantReader,
): Promise<OpenedWarrant | Refusal> {
  const entry = findOwnEntry(envelope, reader.own, reader.now);
  if (!entry.ok) return entry;
  const jwt = await openJwe(entry.value.jwe, entry.value.key, { typ: ENVELOPE_TYP, cty: 'JWT' });
  if (!jwt.ok) return jwt;
  const signed = await verifyClaims(jwt.value, reader.signers, WARRANT_TYP, reader.now);
  if (!signed.ok) return signed;
  const { claims, signer: court } = signed.value;
  const warrant = readWarrant(claims);
  if (!warrant.ok) return warrant;
  const named = protectedHeaderOf(entry.value.jwe)?.['inquiry'];
  // what the hub has recorded must be what is answered
  if (named !== undefined && named !== warrant.value.jti) return refuse('WRONG_INQUIRY');
  const refusal = checkWarrant(warrant.value, court, reader);
  return refusal ?? { ok: true, warrant: warrant.value, court };
}

function readWarrant(claims: unknown): Checked<Warrant> {
  const parsed = warrantSchema.safeParse(claims);
  if (parsed.success) return accept(parsed.data);
  const tooMany = parsed.error.issues.some(
    (issue) => issue.code === 'too_big' && issue.path.join('.') === 'parties',
  );
  return refuse(tooMany ? 'TOO_MANY_PARTIES' : 'MALFORMED');
}

function checkWarrant(
  warrant: Warrant,
  court: PinnedParty,
  { code, now }: WarrantReader,
): Refusal | undefined {
  if (warrant.iss !== court.code) return refuse('WRONG_ISSUER');
  if (code !== court.code && !warrant.aud.includes(code)) return refuse('WRONG_AUDIENCE');
  return checkTerm(warrant, now);
}
