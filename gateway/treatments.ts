import { NO_AGENCIES } from '../schema/contract/parties.ts';
import { agencyTreatment } from './agency-treatment.ts';
import type { HubLedger } from './ledger/hub-ledger.ts';
import { carriesReplies, recordPassing } from './ledger/record-passing.ts';
import { recordRouting } from './ledger/record-routing.ts';
import { checkedTreatment, openTreatment } from './open-treatment.ts';
import { AUDIT_ENTITY, INQUIRY } from './reply-fields.ts';
import type { Fetch, Treatment } from './subgraph-data-source.ts';

export type TreatmentOptions = {
  /** The subgraph that is asked. */
  name: string;
  /** Names of the fields with which each agency replies to inquiries. */
  agencies: ReadonlyMap<string, ReadonlySet<string>>;
  /** Names of those with which each service gives of its ledger. */
  audited: ReadonlyMap<string, ReadonlySet<string>>;
  ledger: Pick<HubLedger, 'isKept' | 'record' | 'close' | 'now'>;
};

/**
 * How the fetches of one subgraph are treated: those that ask an agency for its replies to an
 * inquiry or a service for its ledger, those that hand replies to the court, and all others.
 */
export function treatments({ name, agencies, audited, ledger }: TreatmentOptions) {
  const replies = agencies.get(name) ?? new Set<string>();
  const fields = [...agencies].flatMap(([code, own]) =>
    [...own].map((field) => [field, code] as const),
  );
  const recording = { recorder: ledger, now: ledger.now, agencies: new Map(fields) };
  const { isKept } = ledger;
  const agency = agencyTreatment(
    replies,
    isKept ? (fetch) => recordRouting(fetch, name, recording) : undefined,
  );
  const other = NO_AGENCIES.has(name) ? openTreatment : checkedTreatment;
  const court: Treatment = isKept
    ? { ...other, before: (fetch) => recordPassing(fetch, recording) }
    : other;
  // who gives of a ledger records that itself
  const ledgerFields = audited.get(name) ?? new Set<string>();
  const source = agencyTreatment(ledgerFields);
  return ({ shape, representations }: Fetch): Treatment => {
    const asks = (fields: ReadonlySet<string>) =>
      shape.entity?.some((field) => fields.has(field.name)) ?? false;
    const typename = representations[0]?.['__typename'];
    if (typename === AUDIT_ENTITY) return asks(ledgerFields) ? source : other;
    if (typename !== INQUIRY) return other;
    if (asks(replies)) return agency;
    return carriesReplies(representations, recording.agencies) ? court : other;
  };
}
