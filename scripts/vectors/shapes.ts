import { z } from 'zod';
import { warrantSchema } from '../../schema/contract/warrant.ts';
import { replySchema } from '../../schema/contract/reply.ts';

const instant = z.iso.datetime();

/** Envelopes as the test agency meets them, each at an instant of its own clock. */
export const envelopesSchema = z.strictObject({
  reader: z.string(),
  cases: z.array(
    z.strictObject({
      name: z.string(),
      at: instant,
      envelope: z.string(),
      /** `jti` of warrants that the reader has answered before. */
      seen: z.array(z.uuid()),
      /** Code of the refusal; null where it is answered. */
      refusal: z.string().nullable(),
      /** The warrant inside, of one that is answered. */
      claims: warrantSchema.loose().optional(),
    }),
  ),
});
export type EnvelopeVectors = z.infer<typeof envelopesSchema>;

/** Calls of the gateway as the test agency meets them. */
export const callsSchema = z.strictObject({
  audience: z.string(),
  /** What the test gateway and the test agency agree on, base64url. */
  key: z.string(),
  body: z.string(),
  cases: z.array(
    z.strictObject({
      name: z.string(),
      at: instant,
      /** The header `relink-call`; null where there is none. */
      call: z.string().nullable(),
      /** From when the gateway's keys are not valid; they always are unless given. */
      retiredAt: instant.optional(),
      refusal: z.string().nullable(),
    }),
  ),
});
export type CallVectors = z.infer<typeof callsSchema>;

/** Replies of the test agency as the test court meets them. */
export const repliesSchema = z.strictObject({
  reader: z.string(),
  agency: z.string(),
  cases: z.array(
    z.strictObject({
      name: z.string(),
      at: instant,
      /** `jti` of the warrant that was put. */
      inquiry: z.uuid(),
      sealed: z.string(),
      refusal: z.string().nullable(),
      claims: replySchema.optional(),
    }),
  ),
});
export type ReplyVectors = z.infer<typeof repliesSchema>;
