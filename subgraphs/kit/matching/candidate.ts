import type { AskedParty } from '../../../schema/contract/warrant.ts';
import { idKey } from '../identifiers/id-key.ts';
import { compareNames } from '../names/compare-names.ts';
import type { NameComparison } from '../names/name-comparison.ts';
import type { HeldRecord, Holder } from './held-record.ts';

/** A row that holds the asked ID or phone, and how the name compares there. */
export type Candidate = {
  record: HeldRecord;
  /** As `idKey` writes it. */
  key: string | undefined;
  /** The asked phone stands in this very row. */
  hasPhone: boolean;
  name: NameComparison | { verdict: 'NOT_ASKED' | 'NOT_HELD' };
};

/** Puts a row beside what was asked. */
export function candidateOf(asked: AskedParty, record: HeldRecord): Candidate {
  const { id } = record.holder;
  return {
    record,
    key: id && idKey(id),
    hasPhone: asked.phone !== undefined && record.phone === asked.phone,
    name: nameOf(asked, record),
  };
}

function nameOf(asked: AskedParty, { holder }: HeldRecord): Candidate['name'] {
  if (asked.name === undefined) return { verdict: 'NOT_ASKED' };
  return hasName(holder) ? compareNames(asked.name, holder) : { verdict: 'NOT_HELD' };
}

/** A mall knows the enterprise that leases a stall by its code, and the name over the stall only. */
export function hasName({ name }: Holder): boolean {
  return name.trim() !== '';
}

/** MATCH or VARIANT: the row names whom was asked about, as far as names go. */
export function fitsByName({ name }: Candidate): boolean {
  return name.verdict === 'MATCH' || name.verdict === 'VARIANT';
}
