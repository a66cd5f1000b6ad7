import { REPLY_TYP, SEALED_REPLY_TYP, replySchema } from '../../../schema/contract/reply.ts';
import type { Reply } from '../../../schema/contract/reply.ts';
import { REPLY_LIMIT } from './algorithms.ts';
import { checkTerm } from './check-term.ts';
import { splitCompact } from './compact-jwe.ts';
import type { OwnEntry } from './envelope.ts';
import { findOpeningKey } from './find-opening-key.ts';
import type { OwnKeys } from './keys.ts';
import { openJwe, protectedHeaderOf } from './open-jwe.ts';
import type { PinnedParty } from './pinned-keys.ts';
import { accept, refuse } from './refusal.ts';
import type { Checked, Refusal } from './refusal.ts';
import { verifyClaims } from './verify-claims.ts';

export type ReplyReader = {
  /** The court's code, which must be the reply's audience. */
  code: string;
  own: OwnKeys;
  /** The agency in whose field the reply came. */
  agency: PinnedParty;
  /** `jti` of the warrant that was put to the agency. */
  inquiry: string;
  now: Date;
};

/**
 * Opens an agency's reply, verifies the agency's signature, and that it is this agency's answer to
 * this inquiry. Whether the answers fit what was asked is the court's to check.
 */
export async function openReply(
  sealed: string,
  reader: ReplyReader,
): Promise<{ ok: true; reply: Reply } | Refusal> {
  const entry = findEntry(sealed, reader);
  if (!entry.ok) return entry;
  const kind = { typ: SEALED_REPLY_TYP, cty: 'JWT' } as const;
  const jwt = await openJwe(entry.value.jwe, entry.value.key, kind);
  if (!jwt.ok) return jwt;
  const signed = await verifyClaims(jwt.value, [reader.agency], REPLY_TYP, reader.now);
  if (!signed.ok) return signed;
  const parsed = replySchema.safeParse(signed.value.claims);
  if (!parsed.success) return refuse('MALFORMED');
  return checkReply(parsed.data, reader) ?? { ok: true, reply: parsed.data };
}

function findEntry(sealed: string, { own, now }: ReplyReader): Checked<OwnEntry> {
  const jwe = sealed.length > REPLY_LIMIT ? undefined : splitCompact(sealed);
  const header = jwe === undefined ? undefined : protectedHeaderOf(jwe);
  if (jwe === undefined || header === undefined) return refuse('MALFORMED');
  const key = findOpeningKey(header.kid, own, now);
  return key.ok ? accept({ jwe, key: key.value }) : key;
}

function checkReply(reply: Reply, reader: ReplyReader): Refusal | undefined {
  if (reply.iss !== reader.agency.code) return refuse('WRONG_ISSUER');
  if (reply.aud !== reader.code) return refuse('WRONG_AUDIENCE');
  if (reply.inquiry !== reader.inquiry) return refuse('WRONG_INQUIRY');
  return checkTerm(reply, reader.now);
}
