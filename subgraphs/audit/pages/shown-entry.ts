import type { AuditReply } from '../../../schema/contract/audit.ts';
import { readBody } from '../../kit/ledger/entry.ts';

/** An entry of a ledger, and whose ledger it is. */
export type ShownEntry = {
  source: string;
  index: number;
  at: Date;
  event: string;
  actor: string;
  /** Whose pseudonym `actor` is, where another ledger tells it (`name-clerks.ts`). */
  subject: string | null;
  inquiry: string | null;
  caseNo: string | null;
  purpose: string | null;
  outcome: string | null;
  /** As it was typed, where the source keeps it beside its ledger. */
  reason: string | null;
  detail: { name: string; value: string }[];
  personPseudonym: string | null;
};

type Sent = NonNullable<AuditReply['entries']>[number];

/** Undefined for a text that is no entry. */
export function shownEntry(source: string, { body: text, reason }: Sent): ShownEntry | undefined {
  const body = readBody(text);
  if (body === undefined) return undefined;
  const { index, event, actor, inquiry, caseNo, purpose, outcome, person, detail = {} } = body;
  return {
    ...{ source, index, event, actor, subject: null, at: new Date(body.at) },
    reason: reason ?? null,
    ...{ inquiry: inquiry ?? null, caseNo: caseNo ?? null, purpose: purpose ?? null },
    ...{ outcome: outcome ?? null, personPseudonym: person ?? null },
    detail: Object.entries(detail).map(([name, value]) => ({ name, value: textOf(value) })),
  };
}

/** Texts as they are, anything else as JSON. */
function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
