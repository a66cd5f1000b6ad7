import { underHeader } from './aligned.ts';
import { contactLines, isLead } from './contact-lines.ts';
import { leftOutLines } from './left-out-lines.ts';
import { partyNames } from './party-names.ts';
import type { Contact, Repair } from './repair-shape.ts';
import { waterfall } from './waterfall.ts';

const REPAIR_HEADER = ['party', 'status', 'flags', 'best phone', 'best address', 'agencies'];

/**
 * The result as a clerk reads it: one line a party, masked; explained, with its contacts in their order
 * under it, the phones that were left out, and what each agency said.
 */
export function table(repairs: Repair[], explained = false): string {
  const [header = '', rule = '', ...lines] = underHeader(REPAIR_HEADER, rowsOf(repairs));
  const parties = lines.flatMap((line, at) => [line, ...(explained ? under(repairs[at]) : [])]);
  return [header, rule, ...parties].join('\n');
}

function rowsOf(repairs: Repair[]): string[][] {
  const nameOf = partyNames(repairs);
  return repairs.map((repair) => [nameOf(repair), ...rowOf(repair)]);
}

function under(repair: Repair | undefined): string[] {
  if (repair === undefined) return [];
  const { contacts, leftOut, agencies } = repair;
  const lines = [...contactLines(contacts), ...leftOutLines(leftOut), ...waterfall(agencies)];
  return lines.map((line) => `    ${line}`);
}

function rowOf(repair: Repair): string[] {
  const best = (kind: Contact['kind']): string => {
    const first = repair.contacts.find((contact) => contact.kind === kind);
    if (first === undefined) return '';
    return isLead(first) ? `${first.masked} (lead)` : first.masked;
  };
  const details = repair.problems.map(({ field, reason }) => `${field} ${reason}`);
  return [
    repair.status,
    [...repair.flags, ...details].join(', '),
    best('PHONE'),
    best('ADDRESS'),
    answered(repair),
  ];
}

/** Agencies that answered; one that did not stands out. */
function answered(repair: Repair): string {
  return repair.agencies
    .map(({ agency, status }) => (status === 'ANSWERED' ? agency : `${agency}:${status}`))
    .join(' ');
}

/** How many came out how, the commonest first. */
export function summary(repairs: Repair[]): string {
  const byStatus = Map.groupBy(repairs, (repair) => repair.status);
  const counts = [...byStatus].map(([status, of]) => ({ status, count: of.length }));
  counts.sort((a, b) => b.count - a.count || a.status.localeCompare(b.status));
  return counts.map(({ status, count }) => `${String(count)} ${status}`).join(', ');
}
