import { sql } from 'drizzle-orm';
import {
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { bytea } from '../../kit/database/bytea.ts';
import { party } from './cases.ts';
import { instant } from '../../kit/database/instant.ts';

/** One question put to agencies; the envelope itself is not kept, only its digest. */
export const inquiry = pgTable(
  'inquiry',
  {
    /** `jti` of the warrant. */
    id: uuid('id').primaryKey(),
    envelopeDigest: bytea('envelope_digest').notNull().unique(),
    hop: integer('hop').notNull(),
    /** The first hop, where this is the second. */
    followsId: uuid('follows_id'),
    /** The inquiry that was cut off and that this one goes on with: the first, where several were. */
    resumesId: uuid('resumes_id'),
    /** Codes of the agencies asked. */
    asked: text('asked').array().notNull(),
    asOf: date('as_of').notNull(),
    kinds: text('kinds').array().notNull(),
    purpose: text('purpose').notNull(),
    legalBasis: text('legal_basis').notNull(),
    /** `sub` of whoever asked, and as what. */
    askedBy: text('asked_by').notNull(),
    role: text('role').notNull(),
    issuedAt: instant('issued_at').notNull().defaultNow(),
    expiresAt: instant('expires_at').notNull(),
    settledAt: instant('settled_at'),
  },
  (table) => [
    index('inquiry_by_resumed')
      .on(table.resumesId)
      .where(sql`${table.resumesId} is not null`),
  ],
);

/** The repair of one party: open until an inquiry settles it. */
export const repair = pgTable(
  'repair',
  {
    id: uuid('id').primaryKey(),
    /** The order of intake; pages follow it. */
    sequence: integer('sequence').generatedAlwaysAsIdentity().notNull(),
    partyId: uuid('party_id')
      .notNull()
      .unique()
      .references(() => party.id),
    status: text('status').notNull().default('OPEN'),
    flags: text('flags').array().notNull().default([]),
    /** `{ field, reason }` of each element that was refused at screening. */
    problems: jsonb('problems').notNull().default([]),
    /** The inquiry that may settle it; an older one's answers come too late. */
    inquiryId: uuid('inquiry_id').references(() => inquiry.id),
    /** The inquiry that settled it. */
    settledBy: uuid('settled_by').references(() => inquiry.id),
    asOf: date('as_of'),
    settledAt: instant('settled_at'),
    /** Sealed: who represents the organisation, as market supervision names them. */
    legalRepresentative: bytea('legal_representative'),
    /** Sealed: the phones that stand for a flag and are no contacts, masked; null where there are none. */
    leftOut: bytea('left_out'),
  },
  (table) => [
    index('repair_by_settling').on(table.settledBy),
    uniqueIndex('repair_in_order').on(table.sequence),
  ],
);

/** Which repair an entry of an inquiry stands for, with what the court needs to read the replies. */
export const inquiryParty = pgTable(
  'inquiry_party',
  {
    inquiryId: uuid('inquiry_id')
      .notNull()
      .references(() => inquiry.id),
    repairId: uuid('repair_id')
      .notNull()
      .references(() => repair.id),
    /** Sealed: what was asked and, on a second hop, what the first one brought. */
    state: bytea('state').notNull(),
  },
  (table) => [primaryKey({ columns: [table.inquiryId, table.repairId] })],
);

/** What each agency said of a settled repair's party, without any value. */
export const agencyAnswer = pgTable(
  'agency_answer',
  {
    repairId: uuid('repair_id')
      .notNull()
      .references(() => repair.id),
    agency: text('agency').notNull(),
    status: text('status').notNull(),
    outcome: text('outcome'),
    name: text('name'),
    idNumber: text('id_number'),
    phone: text('phone'),
    nameReason: text('name_reason'),
    blockedBy: text('blocked_by'),
    /** Kinds of contact that the agency's policy keeps back. */
    withheld: text('withheld').array().notNull().default([]),
    /** `{ element, verdict, bits }`: how strongly the match speaks. */
    evidence: jsonb('evidence').notNull().default([]),
  },
  (table) => [primaryKey({ columns: [table.repairId, table.agency] })],
);

/** Agencies that have told of somebody dead or protected: nobody may leave them out. */
export const warningAgency = pgTable('warning_agency', {
  agency: text('agency').primaryKey(),
  since: instant('since').notNull().defaultNow(),
});

/** A phone or address that a repair found: a lead, not yet a service address. */
export const contact = pgTable(
  'contact',
  {
    id: uuid('id').primaryKey(),
    repairId: uuid('repair_id')
      .notNull()
      .references(() => repair.id),
    /** Place in the order the law wants it tried, from 1, phones and addresses apart. */
    place: integer('place').notNull(),
    kind: text('kind').notNull(),
    rank: integer('rank').notNull(),
    rule: text('rule').notNull(),
    basis: text('basis').notNull(),
    source: text('source').notNull(),
    /** `{ agency, basis, observedOn }` of every register that holds it. */
    sources: jsonb('sources').notNull(),
    observedOn: date('observed_on').notNull(),
    reasons: text('reasons').array().notNull(),
    masked: text('masked').notNull(),
    /** Sealed. */
    value: bytea('value').notNull(),
    valueIndex: bytea('value_index').notNull(),
    /** 180 days after it was found, unless the case ends before. */
    expiresAt: instant('expires_at').notNull(),
  },
  (table) => [
    index('contact_of_repair').on(table.repairId),
    index('contact_by_expiry').on(table.expiresAt),
  ],
);

/** Each opening of a contact's full value, with its reason. */
export const contactReveal = pgTable('contact_reveal', {
  id: uuid('id').primaryKey(),
  contactId: uuid('contact_id').notNull(),
  repairId: uuid('repair_id').notNull(),
  revealedBy: text('revealed_by').notNull(),
  reason: text('reason').notNull(),
  /** RFC 7638 thumbprint of the key the value was sealed to. */
  sealedTo: text('sealed_to').notNull(),
  revealedAt: instant('revealed_at').notNull().defaultNow(),
});

/** What a person decided about a repair that needed review, and why. */
export const reviewDecision = pgTable(
  'review_decision',
  {
    id: uuid('id').primaryKey(),
    repairId: uuid('repair_id')
      .notNull()
      .references(() => repair.id),
    decision: text('decision').notNull(),
    decidedBy: text('decided_by').notNull(),
    reason: text('reason').notNull(),
    decidedAt: instant('decided_at').notNull().defaultNow(),
  },
  (table) => [index('review_decision_of_repair').on(table.repairId)],
);
