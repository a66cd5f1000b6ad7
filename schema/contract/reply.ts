import { z } from 'zod';
import {
  BLOCK_REASONS,
  CONTACT_BASES,
  CONTACT_KINDS,
  ELEMENT_VERDICTS,
  ENTERPRISE_STATUSES,
  LINE_HOLDER_VERDICTS,
  LINE_STATES,
  NAME_REASONS,
  OUTCOMES,
} from './codes.ts';
import { e164, idNumberSchema, isoDate, keptText } from './warrant.ts';

/** The agency's JWS inside a sealed reply. */
export const REPLY_TYP = 'relink-reply+jwt';
/** The JWE around it. */
export const SEALED_REPLY_TYP = 'relink-reply+jwe';

const leadSchema = z.object({
  kind: z.enum(CONTACT_KINDS),
  /** E.164 for a phone, the register's text for an address. */
  value: keptText(500),
  basis: z.enum(CONTACT_BASES),
  /** When the register last confirmed it. */
  observedOn: isoDate,
  /** Term of a lease or residence permit, both days included. */
  validFrom: isoDate.optional(),
  validTo: isoDate.optional(),
  /** Of a phone, where the register is one of lines. */
  lineState: z.enum(LINE_STATES).optional(),
});

/**
 * A phone or address as a register holds it. The court asks everybody about the phones of all parties
 * in one envelope, so one that is no phone would be refused for all of them.
 */
export const contactLeadSchema = leadSchema.refine(
  ({ kind, value }) => kind !== 'PHONE' || e164.safeParse(value).success,
);
export type ContactLead = z.infer<typeof contactLeadSchema>;

export const elementsSchema = z.object({
  name: z.enum(ELEMENT_VERDICTS),
  idNumber: z.enum(ELEMENT_VERDICTS),
  phone: z.enum(ELEMENT_VERDICTS),
});
export type Elements = z.infer<typeof elementsSchema>;

/** What one element added to the strength of a match, in bits (Fellegi and Sunter, 1969). */
export const evidenceSchema = z.object({
  element: z.enum(['name', 'idNumber', 'phone']),
  verdict: z.enum(ELEMENT_VERDICTS),
  bits: z.number(),
});
export type Evidence = z.infer<typeof evidenceSchema>;

/**
 * The line of the asked phone, from a register of lines. Of one in service under somebody else only
 * that is told: its state is UNKNOWN.
 */
export const lineSchema = z.object({
  state: z.enum(LINE_STATES),
  /** How whoever has the number compares with the party; NOT_HELD where nobody has it. */
  holder: z.enum(LINE_HOLDER_VERDICTS),
});
export type Line = z.infer<typeof lineSchema>;

/** One agency's answer about one asked party. */
export const partyAnswerSchema = z.object({
  ref: z.string().min(1).max(64),
  outcome: z.enum(OUTCOMES),
  /** With BLOCKED only. */
  blockedBy: z.enum(BLOCK_REASONS).optional(),
  elements: elementsSchema,
  nameReason: z.enum(NAME_REASONS).optional(),
  /** The asked phone stands under another person since after `phoneObservedOn`. */
  phoneReassigned: z.boolean().optional(),
  /** Of the asked phone; only from a register of lines that knows it, and never with BLOCKED. */
  line: lineSchema.optional(),
  /** With MATCHED only. */
  contacts: z.array(contactLeadSchema).max(200),
  /**
   * Phones of the party's own that are no contacts, since the register holds each under another
   * person in an entry newer than `observedOn`, the party's newest with it. With MATCHED, in the
   * second hop only: nobody else can be asked about them any more.
   */
  reassignedPhones: z
    .array(leadSchema.pick({ basis: true, observedOn: true }).extend({ value: e164 }))
    .max(200)
    .optional(),
  /** What a match adds to the court's knowledge of the party; with MATCHED only. */
  discovered: z
    .object({ id: idNumberSchema.optional(), currentName: keptText(200).optional() })
    .optional(),
  enterpriseStatus: z.enum(ENTERPRISE_STATUSES).optional(),
  /** Named to the court when an organisation was asked about. */
  legalRepresentative: keptText(200).optional(),
  evidence: z.array(evidenceSchema).max(3).optional(),
});
export type PartyAnswer = z.infer<typeof partyAnswerSchema>;

/** All that an agency says of a party when no kind of contact was asked for. */
export const partyVerdictsSchema = z.object({
  ref: z.string().min(1).max(64),
  elements: elementsSchema,
});
export type PartyVerdicts = z.infer<typeof partyVerdictsSchema>;

/** Claims of an agency's reply. */
export const replySchema = z.object({
  /** The agency's code. */
  iss: z.string().min(1),
  /** The court that asked. */
  aud: z.string().min(1),
  iat: z.int(),
  exp: z.int(),
  jti: z.uuid(),
  /** `jti` of the warrant that is answered. */
  inquiry: z.uuid(),
  /** Kinds of contact that were asked for and that the agency's own policy keeps back. */
  withheld: z.array(z.enum(CONTACT_KINDS)).optional(),
  /** One for each asked party; empty in a pure verification. */
  answers: z.array(partyAnswerSchema),
  /** In a pure verification only. */
  verdicts: z.array(partyVerdictsSchema).optional(),
});
export type Reply = z.infer<typeof replySchema>;
