import { boolean, date, index, pgTable, text } from 'drizzle-orm/pg-core';
import { ID_TYPES } from '../../schema/contract/codes.ts';
import { registerColumns } from '../kit/register/register-columns.ts';
import { unreadColumn } from '../kit/register/unread-column.ts';

export { givenReply } from '../kit/agency/given-replies.ts';
export { seenInquiry } from '../kit/agency/seen-inquiries.ts';
export { importLog, nameFrequency } from '../kit/register/tables.ts';

/** A person of the household register (户籍). */
export const resident = pgTable(
  'resident',
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
    /** As typed; several are parted by a semicolon, comma or enumeration comma. */
    formerName: text('former_name'),
    sex: text('sex', { enum: ['M', 'F'] }),
    birthDate: date('birth_date', { mode: 'string' }),
    /** Where the household is registered. */
    hukouAddress: text('hukou_address'),
    /** E.164. */
    phone: text('phone'),
    deceased: boolean('deceased').notNull(),
    /** Null where unknown, also for a deceased person. */
    deceasedOn: date('deceased_on', { mode: 'string' }),
    /** Under a protection order: never to be found through here. */
    protected: boolean('protected').notNull(),
    updatedOn: date('updated_on', { mode: 'string' }),
  },
  (table) => [
    index('resident_by_id_key').on(table.idKey),
    index('resident_by_phone').on(table.phone),
  ],
);

export type Resident = typeof resident.$inferSelect;
