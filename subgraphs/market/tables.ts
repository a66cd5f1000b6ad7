import { boolean, date, index, pgTable, text } from 'drizzle-orm/pg-core';
import { ENTERPRISE_STATUSES, ID_TYPES } from '../../schema/contract/codes.ts';
import { registerColumns } from '../kit/register/register-columns.ts';

export { givenReply } from '../kit/agency/given-replies.ts';
export { seenInquiry } from '../kit/agency/seen-inquiries.ts';
export { importLog, nameFrequency } from '../kit/register/tables.ts';

/** An enterprise or sole trader as market supervision registers it, with who represents it. */
export const enterprise = pgTable(
  'enterprise',
  {
    ...registerColumns(),
    /** Normalised. */
    uscc: text('uscc').notNull(),
    /** As `idKey` writes it. */
    usccKey: text('uscc_key').notNull(),
    /** As typed. */
    enterpriseName: text('enterprise_name').notNull(),
    status: text('status', { enum: ENTERPRISE_STATUSES }),
    /** Public by law; the organisation's domicile. */
    registeredAddress: text('registered_address'),
    /** As typed, NFKC. */
    legalRepName: text('legal_rep_name'),
    legalRepIdType: text('legal_rep_id_type', { enum: ID_TYPES }),
    legalRepIdNumber: text('legal_rep_id_number'),
    /** ISO 3166-1 alpha-3, with a passport. */
    legalRepIssuingState: text('legal_rep_issuing_state'),
    /** As `idKey` writes it; null where unknown. */
    legalRepIdKey: text('legal_rep_id_key'),
    /** False where a malformed number was typed: the person could be a stranger. */
    legalRepFindable: boolean('legal_rep_findable').notNull(),
    /** E.164. */
    contactPhone: text('contact_phone'),
    updatedOn: date('updated_on', { mode: 'string' }),
  },
  (table) => [
    index('enterprise_by_uscc').on(table.uscc),
    index('enterprise_by_uscc_key').on(table.usccKey),
    index('enterprise_by_legal_rep_id_key').on(table.legalRepIdKey),
    index('enterprise_by_contact_phone').on(table.contactPhone),
  ],
);

export type Enterprise = typeof enterprise.$inferSelect;
