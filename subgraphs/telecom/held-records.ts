import { DEAD_LINE_STATES } from '../../schema/contract/codes.ts';
import type { ContactLead } from '../../schema/contract/reply.ts';
import type { HeldRecord } from '../kit/matching/held-record.ts';
import { UNKNOWN_DAY, contactLeadOf } from '../kit/register/contact-lead-of.ts';
import { heldId } from '../kit/register/held-id.ts';
import type { LineRow } from './tables.ts';

/**
 * What the operators know of each holder, as matching takes it. `rows` hold all rows of each number
 * that stands under somebody's ID: a number that somebody has again, under whatever name or operator,
 * is no contact of its earlier holders.
 */
export function heldRecords(rows: readonly LineRow[]): HeldRecord[] {
  const inService = new Set(rows.filter((row) => !isDead(row)).map(({ phone }) => phone));
  return rows.map((row) => {
    const superseded = isDead(row) && inService.has(row.phone);
    return { ...holderOf(row), contacts: superseded ? [] : leadsOf(row) };
  });
}

function holderOf(row: LineRow): Omit<HeldRecord, 'contacts'> {
  const { phone, state, assignedOn } = row;
  return {
    holder: { ...heldId(row), name: row.name ?? '', formerNames: [] },
    ...(row.idUnread && { unread: true }),
    organisation: row.idType === 'USCC',
    phone,
    line: assignedOn === null ? { state } : { state, since: assignedOn },
    observedOn: observedOn(row),
  };
}

/** A dead number goes too, as what it is, so that the court strikes it off what others hold. */
function leadsOf(row: LineRow): ContactLead[] {
  const leads = contactLeadOf('PHONE', row.phone, 'SUBSCRIBED_PHONE', observedOn(row));
  return leads.map((lead) => ({ ...lead, lineState: row.state }));
}

function observedOn({ lastActiveOn, assignedOn }: LineRow): string {
  return lastActiveOn ?? assignedOn ?? UNKNOWN_DAY;
}

function isDead({ state }: LineRow): boolean {
  return DEAD_LINE_STATES.includes(state);
}
