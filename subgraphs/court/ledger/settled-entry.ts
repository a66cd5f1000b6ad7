import type { RepairFlag, RepairStatus } from '../../../schema/contract/codes.ts';
import type { LookedUp, ServiceLedger } from '../../kit/ledger/service-ledger.ts';
import type { AgencyView } from '../settle/settlement.ts';
import type { CourtEntry } from './court-transaction.ts';

/** How the repair of one party ended that was put to nobody. */
export type ScreenedOut = {
  inquiry: string;
  purpose: string;
  caseNo: string;
  repairId: string;
  /** What is known of the party. */
  party: LookedUp;
  status: RepairStatus;
  flags: readonly RepairFlag[];
};

/** How the repair of one party ended, by what agencies said. */
export type SettledParty = ScreenedOut & {
  agencies: Readonly<Record<string, Pick<AgencyView, 'status' | 'outcome'>>>;
  contacts: number;
};

/** The entry of a repair's end: codes and counts. */
export function settledEntry(
  ledger: Pick<ServiceLedger, 'personOf'>,
  { inquiry, purpose, caseNo, repairId: repair, party, ...end }: SettledParty,
): CourtEntry {
  const { status: outcome, flags, contacts } = end;
  const said = Object.entries(end.agencies).map(
    ([agency, view]) => [agency, view.outcome ?? view.status] as const,
  );
  const agencies = Object.fromEntries(said);
  return {
    ...{ event: 'INQUIRY_SETTLED', inquiry, purpose, caseNo, outcome },
    person: ledger.personOf(party),
    detail: { repair, flags, agencies, contacts },
  };
}

/** The entry of a repair that ended before anybody was asked. */
export function screenedEntry(
  ledger: Pick<ServiceLedger, 'personOf'>,
  { inquiry, purpose, caseNo, repairId: repair, party, status: outcome, flags }: ScreenedOut,
): CourtEntry {
  return {
    ...{ event: 'REPAIR_SCREENED', inquiry, purpose, caseNo, outcome },
    person: ledger.personOf(party),
    detail: { repair, flags },
  };
}
