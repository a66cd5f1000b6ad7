import { date, index, pgTable, text } from 'drizzle-orm/pg-core';
import { ID_TYPES, LINE_STATES } from '../../schema/contract/codes.ts';
import { registerColumns } from '../kit/register/register-columns.ts';
import { unreadColumn } from '../kit/register/unread-column.ts';
import { OPERATORS } from './operators.ts';

export { givenReply } from '../kit/agency/given-replies.ts';
export { seenInquiry } from '../kit/agency/seen-inquiries.ts';
export { importLog, nameFrequency } from '../kit/register/tables.ts';

/** A number and who has it, or had it last; a number that changed hands stands here several times. */
export const line = pgTable(
  'line',
  {
    ...registerColumns(),
    idUnread: unreadColumn(),
    /** As the file says; never inferred from the number, which its holder may have ported. */
    operator: text('operator', { enum: OPERATORS }),
    /** E.164. */
    phone: text('phone').notNull(),
    idType: text('id_type', { enum: ID_TYPES }),
    /** Normalised; a 15-digit number in its 18-digit form. */
    idNumber: text('id_number'),
    /** ISO 3166-1 alpha-3, with a passport. */
    issuingState: text('issuing_state'),
    /** As `idKey` writes it; null where the register does not know the number. */
    idKey: text('id_key'),
    /** As typed, NFKC; null of a number out of service that nobody had. */
    name: text('name'),
    state: text('state', { enum: LINE_STATES }).notNull(),
    /** Since when this holder has, or had, the number. */
    assignedOn: date('assigned_on', { mode: 'string' }),
    lastActiveOn: date('last_active_on', { mode: 'string' }),
  },
  (table) => [index('line_by_id_key').on(table.idKey), index('line_by_phone').on(table.phone)],
);

export type LineRow = typeof line.$inferSelect;
