import { ENVELOPE_TYP, WARRANT_TYP, warrantSchema } from '../../../schema/contract/warrant.ts';
import type { Warrant } from '../../../schema/contract/warrant.ts';
import { checkTerm } from './check-term.ts';
import { findOwnEntry } from './envelope.ts';
import type { OwnKeys } from './keys.ts';
import { openJwe } from './open-jwe.ts';
import type { PinnedParty } from './pinned-keys.ts';
import { accept, refuse } from './refusal.ts';
import type { Checked, Refusal } from './refusal.ts';
import { verifyClaims } from './verify-claims.ts';

export type WarrantReader = {
  /** The reader's code, which must be in the warrant's audience. */
  code: string;
  own: OwnKeys;
  /** The one court whose warrants are accepted. It may read its own, whoever they are for. */
  court: PinnedParty;
  now: Date;
};

/**
 * Opens an envelope, verifies the court's signature and checks every claim that concerns any reader.
 * Not checked here: whether `jti` was seen before, and whether the purpose and kinds are allowed.
 *
 * @returns why it is refused, for the reader's own log; the hub is told no more than REFUSED.
 */
export async function openWarrant(
  envelope: string,
  reader: WarrantReader,
): Promise<{ ok: true; warrant: Warrant } | Refusal> {
  const entry = findOwnEntry(envelope, reader.own);
  if (!entry.ok) return entry;
  const jwt = await openJwe(entry.value.jwe, entry.value.key, { typ: ENVELOPE_TYP, cty: 'JWT' });
  if (!jwt.ok) return jwt;
  const claims = await verifyClaims(jwt.value, reader.court, WARRANT_TYP);
  if (!claims.ok) return claims;
  const warrant = readWarrant(claims.value);
  if (!warrant.ok) return warrant;
  return checkWarrant(warrant.value, reader) ?? { ok: true, warrant: warrant.value };
}

function readWarrant(claims: unknown): Checked<Warrant> {
  const parsed = warrantSchema.safeParse(claims);
  if (parsed.success) return accept(parsed.data);
  const tooMany = parsed.error.issues.some(
    (issue) => issue.code === 'too_big' && issue.path.join('.') === 'parties',
  );
  return refuse(tooMany ? 'TOO_MANY_PARTIES' : 'MALFORMED');
}

function checkWarrant(warrant: Warrant, reader: WarrantReader): Refusal | undefined {
  const { code, court, now } = reader;
  if (warrant.iss !== court.code) return refuse('WRONG_ISSUER');
  if (code !== court.code && !warrant.aud.includes(code)) return refuse('WRONG_AUDIENCE');
  return checkTerm(warrant, now);
}
