import { z } from 'zod';
import { CONTACT_KINDS, ID_TYPES, PARTY_TYPES, PURPOSES } from './codes.ts';
import type { Role } from './roles.ts';

/** The court's JWS inside an envelope. */
export const WARRANT_TYP = 'relink-warrant+jwt';
/** The JWE around it. */
export const ENVELOPE_TYP = 'relink-envelope+jwe';
/** Seconds from issue to expiry that an agency accepts at most. */
export const WARRANT_LIFETIME = 600;
/** Parties one envelope carries at most. */
export const PARTIES_PER_ENVELOPE = 1000;
/** Entries at most: a second hop puts one question for each phone that a party may have. */
export const ENTRIES_PER_ENVELOPE = 8 * PARTIES_PER_ENVELOPE;

/** Who may have the court put a party to agencies. */
export const ASKING_ROLES = ['CLERK', 'JUDGE'] as const satisfies readonly Role[];
export type AskingRole = (typeof ASKING_ROLES)[number];

/** A day that a database can keep: PostgreSQL knows no year 0000. */
export const isoDate = z.iso.date().refine((day) => !day.startsWith('0000'));
const ref = z.string().regex(/^[\w-]{1,64}$/u);
const name = keptText(200);
export const e164 = z.string().regex(/^\+[1-9]\d{5,14}$/u);

/**
 * A text that can be kept and asked with: PostgreSQL keeps no null character, and JSON no half of a
 * surrogate pair. One such text would take a whole inquiry along.
 */
export function keptText(longest: number) {
  return z
    .string()
    .min(1)
    .max(longest)
    .refine((text) => !text.includes('\0') && text.isWellFormed());
}

/** A normalised, valid identifier: a 15-digit resident ID stands in its 18-digit form. */
export const idNumberSchema = z.object({
  type: z.enum(ID_TYPES),
  number: z.string().regex(/^[A-Z\d]{1,32}$/u),
  /** ISO 3166-1 alpha-3; with a passport only. */
  issuingState: z
    .string()
    .regex(/^[A-Z]{3}$/u)
    .optional(),
});
export type IdNumber = z.infer<typeof idNumberSchema>;

/** One party as it is put to the agencies. All values are normalised by the court. */
export const askedPartySchema = z.object({
  /** Names this entry within this inquiry; the answer carries it back. */
  ref,
  caseNo: z.string().min(1).max(64),
  partyType: z.enum(PARTY_TYPES),
  name: name.optional(),
  id: idNumberSchema.optional(),
  /** E.164. */
  phone: e164.optional(),
  /** When the phone was last seen under this party; a later entry under another is a reassignment. */
  phoneObservedOn: isoDate.optional(),
  /**
   * A person authorised to do so has decided that the holder of this ID number is the party, though
   * the name in some register differs. Only the name is thereby settled.
   */
  nameConfirmed: z.literal(true).optional(),
  /** A judge has opened this protected person once, with a reason. Lifts that protection only. */
  protectionLifted: z.literal(true).optional(),
});
export type AskedParty = z.infer<typeof askedPartySchema>;

/** Claims of the warrant (RFC 7519 names where one exists). Times are seconds since the epoch. */
export const warrantSchema = z.object({
  iss: z.string().min(1),
  /** Codes of the agencies asked. */
  aud: z.array(z.string().min(1)),
  iat: z.int(),
  nbf: z.int(),
  exp: z.int(),
  jti: z.uuid(),
  /**
   * An inquiry of the same court that was cut off and that this one goes on with, asking the same.
   * An agency that answered that one gives the same reply again, and looks nobody up.
   */
  resumes: z.uuid().optional(),
  /** Who asks: a pseudonym of the court's, HMAC-SHA-256 in base64url; the court can resolve it. */
  actor: z.string().regex(/^[\w-]{43}$/u),
  /** As what they ask. */
  role: z.enum(ASKING_ROLES),
  /** 1, or 2 for what the first hop discovered. */
  hop: z.union([z.literal(1), z.literal(2)]),
  /** The day against which ages and terms are judged. */
  asOf: isoDate,
  purpose: z.enum(PURPOSES),
  legalBasis: z.string().min(1).max(200),
  /** Kinds of contact asked for; none makes the inquiry a pure verification. */
  kinds: z.array(z.enum(CONTACT_KINDS)),
  parties: z.array(askedPartySchema).max(ENTRIES_PER_ENVELOPE),
});
export type Warrant = z.infer<typeof warrantSchema>;
