import { date, index, pgTable, text } from 'drizzle-orm/pg-core';
import { ID_TYPES } from '../../schema/contract/codes.ts';
import { registerColumns } from '../kit/register/register-columns.ts';
import { unreadColumn } from '../kit/register/unread-column.ts';

export { givenReply } from '../kit/agency/given-replies.ts';
export { seenInquiry } from '../kit/agency/seen-inquiries.ts';
export { importLog, nameFrequency } from '../kit/register/tables.ts';

/** A person of the floating population, registered at a place of residence. */
export const residence = pgTable(
  'residence',
  {
    ...registerColumns(),
    idUnread: unreadColumn(),
    idType: text('id_type', { enum: ID_TYPES }),
    /** Normalised; a 15-digit number in its 18-digit form. */
    idNumber: text('id_number'),
    /** ISO 3166-1 alpha-3, with a passport. */
    issuingState: text('issuing_state'),
    /** As `idKey` writes it; null where the register does not know the number. */
    idKey: text('id_key'),
    /** As typed, NFKC. */
    name: text('name').notNull(),
    /** E.164. */
    phone: text('phone'),
    residenceAddress: text('residence_address'),
    /** First day of the residence permit. */
    registeredOn: date('registered_on', { mode: 'string' }),
    /** Last day of the residence permit. */
    expiresOn: date('expires_on', { mode: 'string' }),
  },
  (table) => [
    index('residence_by_id_key').on(table.idKey),
    index('residence_by_phone').on(table.phone),
  ],
);

export type Residence = typeof residence.$inferSelect;
