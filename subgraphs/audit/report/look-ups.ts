import type { EventCode } from '../../../schema/contract/events.ts';
import type { ShownEntry } from '../pages/shown-entry.ts';

/** Entries by which somebody was looked up, or something of them was opened. */
export const LOOK_UP_EVENTS = [
  'INQUIRY_ASKED',
  'INQUIRY_ANSWERED',
  'CONTACT_REVEALED',
  'PROTECTION_LIFTED',
] as const satisfies readonly EventCode[];
export type LookUpEvent = (typeof LOOK_UP_EVENTS)[number];

/** One look-up as the person may know it. */
export type LookUp = {
  at: Date;
  /** What happened, as the catalogue of events says it. */
  event: LookUpEvent;
  /** Code of the agency or court whose ledger says so. */
  source: string;
  /** The office: code of the court that asked. */
  court: string;
  /** As what somebody there asked; null where the entry does not say. */
  role: string | null;
  purpose: string | null;
  caseNo: string | null;
  /** What was answered, or which kind of contact was opened, as a code. */
  outcome: string | null;
};

/**
 * The line of an entry; undefined for one that is no look-up.
 *
 * @param terms what is known elsewhere of what the entry leaves unsaid
 */
export function lookUpOf(
  entry: ShownEntry,
  terms?: { purpose: string | null; role: string | null },
): LookUp | undefined {
  const event = LOOK_UP_EVENTS.find((one) => one === entry.event);
  if (event === undefined) return undefined;
  const { at, source, caseNo, outcome } = entry;
  const court = detailOf(entry, 'court') ?? source;
  const purpose = entry.purpose ?? terms?.purpose ?? null;
  const role = roleOf(event, entry) ?? terms?.role ?? null;
  return { at, event, source, court, role, purpose, caseNo, outcome };
}

/** One member of what an entry says in detail. */
export function detailOf({ detail }: Pick<ShownEntry, 'detail'>, name: string): string | undefined {
  return detail.find((member) => member.name === name)?.value;
}

function roleOf(event: LookUpEvent, entry: ShownEntry): string | null {
  // a judge alone may
  return event === 'PROTECTION_LIFTED' ? 'JUDGE' : (detailOf(entry, 'role') ?? null);
}
