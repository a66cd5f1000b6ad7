import { z } from 'zod';

/** The audit service's JWS that asks for pages of ledgers; its text is the key of `Audit`. */
export const AUDIT_TYP = 'relink-audit+jwt';
/** The JWS inside what a service answers. */
export const AUDIT_REPLY_TYP = 'relink-audit-reply+jwt';
/** The JWE around it, which the audit service opens. */
export const SEALED_AUDIT_REPLY_TYP = 'relink-audit-reply+jwe';
/** The general JSON JWE that says whom an audit is about, one recipient a service. */
export const SOUGHT_TYP = 'relink-sought+jwe';
/** Seconds from issue to expiry. */
export const AUDIT_LIFETIME = 120;
/** Entries of one page of one service at most. */
export const ENTRIES_PER_PAGE = 500;
/** Inquiries of one page of a reconciliation at most. */
export const INQUIRIES_PER_PAGE = 5000;

const instant = z.iso.datetime({ precision: 3 });
const count = z.int().min(0);
/** Alternatives that a question may name of one thing, and characters of each. */
export const ALTERNATIVES = 50;
export const WORD_LENGTH = 200;

const words = z.array(z.string().min(1).max(WORD_LENGTH)).min(1).max(ALTERNATIVES);

/** What entries to look for; what is left out does not matter, lists name alternatives. */
export const auditFilterSchema = z.strictObject({
  /** From this instant on. */
  from: instant.optional(),
  /** Before this instant. */
  to: instant.optional(),
  /** Subjects and pseudonyms of those who did it. */
  actors: words.optional(),
  /** Courts that asked. */
  courts: words.optional(),
  caseNos: words.optional(),
  inquiries: z.array(z.uuid()).min(1).max(ALTERNATIVES).optional(),
  purposes: words.optional(),
  outcomes: words.optional(),
  events: words.optional(),
});
export type AuditFilter = z.infer<typeof auditFilterSchema>;

/** What one service is asked for. */
export const auditAskSchema = z.discriminatedUnion('ask', [
  /** Its newest entries that fit, before `before` where that is given. */
  z.strictObject({
    ask: z.literal('PAGE'),
    filter: auditFilterSchema,
    before: count.optional(),
    first: z.int().min(1).max(ENTRIES_PER_PAGE),
  }),
  /** Entries in order, from `after` on: how the audit service follows a ledger. */
  z.strictObject({
    ask: z.literal('FOLLOW'),
    from: count,
    first: z.int().min(1).max(ENTRIES_PER_PAGE),
    /** Of an inquiry's look-ups, which stand next to each other, the first alone. */
    brief: z.boolean().optional(),
  }),
  /** What it has of each inquiry of a period, counted by event. */
  z.strictObject({
    ask: z.literal('INQUIRIES'),
    from: instant,
    to: instant,
    after: z.uuid().optional(),
  }),
  /** One entry with its proof (C2SP tlog-proof). */
  z.strictObject({ ask: z.literal('PROOF'), index: count }),
  /** Its newest checkpoint alone. */
  z.strictObject({ ask: z.literal('CHECKPOINT') }),
]);
export type AuditAsk = z.infer<typeof auditAskSchema>;

/** Claims of the audit service's request (RFC 7519). Times are seconds since the epoch. */
export const auditRequestSchema = z.object({
  iss: z.literal('audit'),
  aud: z.array(z.string().min(1)).min(1),
  iat: z.int(),
  exp: z.int(),
  jti: z.uuid(),
  /** Subject of whoever reads; `audit` where the service itself follows a ledger. */
  actor: z.string().min(1).max(200),
  /** By code of the service. */
  asks: z.record(z.string(), auditAskSchema),
  /** Size of the newest checkpoint that the audit service has seen, by code; 0 for none. */
  seen: z.record(z.string(), count),
  /** Whom it is about: `SOUGHT_TYP`, as whoever reads sealed it. */
  sought: z.string().max(20_000).optional(),
});
export type AuditRequest = z.infer<typeof auditRequestSchema>;

/** What the sealed part says: identifiers as they are written, normalised by whoever reads them. */
export const soughtSchema = z.strictObject({
  id: z
    .strictObject({
      type: z.string().min(1).max(20),
      number: z.string().min(1).max(64),
      issuingState: z.string().max(8).optional(),
    })
    .optional(),
  phone: z.string().min(1).max(40).optional(),
});
export type Sought = z.infer<typeof soughtSchema>;

/** An entry as it left the ledger: its canonical text, whose hash is the leaf. */
const entrySchema = z.object({
  body: z.string(),
  /** The stated reason, where the service keeps one apart from the ledger. */
  reason: z.string().optional(),
});

/** What one service has of one inquiry. */
export const inquiryCountSchema = z.object({
  inquiry: z.uuid(),
  /** When its first entry was written. */
  at: instant,
  /** Entries by event. */
  events: z.record(z.string(), count),
});
export type InquiryCount = z.infer<typeof inquiryCountSchema>;

/** Claims of what a service answers. */
export const auditReplySchema = z.object({
  iss: z.string().min(1),
  aud: z.literal('audit'),
  iat: z.int(),
  exp: z.int(),
  jti: z.uuid(),
  /** `jti` of the request. */
  request: z.uuid(),
  /** Newest first for a page, in order for what is followed. */
  entries: z.array(entrySchema).optional(),
  /** Of what is followed: the index to go on from. */
  next: count.optional(),
  /** Whether there are more than `entries` or `inquiries` hold. */
  hasMore: z.boolean().optional(),
  inquiries: z.array(inquiryCountSchema).optional(),
  proof: z.string().optional(),
  /** Newest checkpoint (C2SP tlog-checkpoint), and proof that it continues the one `seen` (base64). */
  checkpoint: z.string().optional(),
  consistency: z.array(z.base64()).optional(),
  /** Where published subgraphs answer, by code: of the registry alone, to whoever follows its ledger. */
  addresses: z.record(z.string(), z.string().max(2000)).optional(),
});
export type AuditReply = z.infer<typeof auditReplySchema>;

/** What the gateway says to the audit service of inquiries and people; committed before it goes on. */
export const hubEntrySchema = z.strictObject({
  event: z.enum(['INQUIRY_ROUTED', 'INQUIRY_PASSED', 'SIGNED_IN', 'ACCESS_DENIED']),
  at: instant,
  /** Subject, or `gateway` where nobody is signed in. */
  actor: z.string().min(1).max(200),
  inquiry: z.uuid().optional(),
  outcome: z.string().min(1).max(100).optional(),
  detail: z.record(z.string(), z.json()),
});
export type HubEntry = z.infer<typeof hubEntrySchema>;
export const hubEntriesSchema = z.strictObject({
  entries: z.array(hubEntrySchema).min(1).max(1000),
});
