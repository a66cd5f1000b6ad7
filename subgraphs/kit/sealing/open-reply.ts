import { REPLY_TYP, SEALED_REPLY_TYP, replySchema } from '../../../schema/contract/reply.ts';
import type { Reply } from '../../../schema/contract/reply.ts';
import { checkTerm } from './check-term.ts';
import type { OwnKeys } from './keys.ts';
import { openSigned } from './open-signed.ts';
import type { PinnedParty } from './pinned-keys.ts';
import { refuse } from './refusal.ts';
import type { Refusal } from './refusal.ts';

export type ReplyReader = {
  /** The court's code, which must be the reply's audience. */
  code: string;
  own: OwnKeys;
  /** The agency in whose field the reply came. */
  agency: PinnedParty;
  /** `jti` of the warrant that was put to the agency, and of those that it goes on with. */
  inquiries: readonly string[];
  now: Date;
};

/**
 * Opens an agency's reply, verifies the agency's signature, and that it is this agency's answer to
 * this inquiry, or to one that was cut off and asked the same. Whether the answers fit what was asked is the court's to check.
 */
export async function openReply(
  sealed: string,
  reader: ReplyReader,
): Promise<{ ok: true; reply: Reply } | Refusal> {
  const { own, agency: signer, now } = reader;
  const kinds = { typ: REPLY_TYP, sealedTyp: SEALED_REPLY_TYP };
  const claims = await openSigned(sealed, { own, signer, now }, kinds);
  if (!claims.ok) return claims;
  const parsed = replySchema.safeParse(claims.value);
  if (!parsed.success) return refuse('MALFORMED');
  return checkReply(parsed.data, reader) ?? { ok: true, reply: parsed.data };
}

function checkReply(reply: Reply, reader: ReplyReader): Refusal | undefined {
  if (reply.iss !== reader.agency.code) return refuse('WRONG_ISSUER');
  if (reply.aud !== reader.code) return refuse('WRONG_AUDIENCE');
  if (!reader.inquiries.includes(reply.inquiry)) return refuse('WRONG_INQUIRY');
  return checkTerm(reply, reader.now);
}
