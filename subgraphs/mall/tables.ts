import { date, index, pgTable, text } from 'drizzle-orm/pg-core';
import { ID_TYPES } from '../../schema/contract/codes.ts';
import { registerColumns } from '../kit/register/register-columns.ts';
import { unreadColumn } from '../kit/register/unread-column.ts';

export { givenReply } from '../kit/agency/given-replies.ts';
export { seenInquiry } from '../kit/agency/seen-inquiries.ts';
export { importLog, nameFrequency } from '../kit/register/tables.ts';

/** The lease of one stall in the mall. */
export const lease = pgTable(
  'lease',
  {
    ...registerColumns(),
    idUnread: unreadColumn(),
    boothNo: text('booth_no').notNull(),
    boothAddress: text('booth_address'),
    /** What stands over the stall; not the name of an enterprise. */
    shopName: text('shop_name'),
    /** The enterprise the stall is leased under, normalised. */
    uscc: text('uscc'),
    /** As `idKey` writes it. */
    usccKey: text('uscc_key'),
    /** As typed, NFKC. */
    tenantName: text('tenant_name').notNull(),
    tenantIdType: text('tenant_id_type', { enum: ID_TYPES }),
    tenantIdNumber: text('tenant_id_number'),
    /** ISO 3166-1 alpha-3, with a passport. */
    tenantIssuingState: text('tenant_issuing_state'),
    /** As `idKey` writes it; null where unknown. */
    tenantIdKey: text('tenant_id_key'),
    /** E.164. */
    phone: text('phone'),
    /** Where the tenant wants post sent. */
    correspondenceAddress: text('correspondence_address'),
    leaseFrom: date('lease_from', { mode: 'string' }),
    leaseTo: date('lease_to', { mode: 'string' }),
    updatedOn: date('updated_on', { mode: 'string' }),
  },
  (table) => [
    index('lease_by_booth_no').on(table.boothNo),
    index('lease_by_uscc_key').on(table.usccKey),
    index('lease_by_tenant_id_key').on(table.tenantIdKey),
    index('lease_by_phone').on(table.phone),
  ],
);

export type Lease = typeof lease.$inferSelect;
