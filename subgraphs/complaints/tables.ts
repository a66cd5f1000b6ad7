import { date, index, pgTable, text } from 'drizzle-orm/pg-core';
import { ID_TYPES } from '../../schema/contract/codes.ts';
import { registerColumns } from '../kit/register/register-columns.ts';
import { unreadColumn } from '../kit/register/unread-column.ts';

export { givenReply } from '../kit/agency/given-replies.ts';
export { seenInquiry } from '../kit/agency/seen-inquiries.ts';
export { importLog, nameFrequency } from '../kit/register/tables.ts';

/** What a merchant gave of themselves when they answered a complaint. */
export const complaint = pgTable(
  'complaint',
  {
    ...registerColumns(),
    idUnread: unreadColumn(),
    complaintNo: text('complaint_no').notNull(),
    /** The enterprise complained of, normalised. */
    uscc: text('uscc'),
    /** As `idKey` writes it. */
    usccKey: text('uscc_key'),
    /** What stands over the shop; not the name of an enterprise. */
    shopName: text('shop_name'),
    /** Who answered; as typed, NFKC. */
    merchantName: text('merchant_name').notNull(),
    merchantIdType: text('merchant_id_type', { enum: ID_TYPES }),
    merchantIdNumber: text('merchant_id_number'),
    /** ISO 3166-1 alpha-3, with a passport. */
    merchantIssuingState: text('merchant_issuing_state'),
    /** As `idKey` writes it; null where unknown. */
    merchantIdKey: text('merchant_id_key'),
    /** E.164. */
    phone: text('phone'),
    /** Where the merchant wanted post about the complaint sent. */
    serviceAddress: text('service_address'),
    answeredOn: date('answered_on', { mode: 'string' }),
  },
  (table) => [
    index('complaint_by_uscc_key').on(table.usccKey),
    index('complaint_by_merchant_id_key').on(table.merchantIdKey),
    index('complaint_by_phone').on(table.phone),
  ],
);

export type Complaint = typeof complaint.$inferSelect;
