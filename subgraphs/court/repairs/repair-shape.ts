import type {
  AgencyStatus,
  BlockReason,
  ContactBasis,
  ContactKind,
  ElementVerdict,
  NameReason,
  Outcome,
  Purpose,
  RepairFlag,
  RepairStatus,
} from '../../../schema/contract/codes.ts';
import type { Evidence } from '../../../schema/contract/reply.ts';
import type { Problem } from '../intake/screen-party.ts';
import type { LeftOutPhone } from '../settle/settlement.ts';

/** What one agency said of a repair's party. */
export type AgencyAnswerShape = {
  agency: string;
  status: AgencyStatus;
  outcome: Outcome | null;
  name: ElementVerdict | null;
  idNumber: ElementVerdict | null;
  phone: ElementVerdict | null;
  nameReason: NameReason | null;
  blockedBy: BlockReason | null;
  /** Kinds that were asked for and that the agency's policy keeps back. */
  withheld: ContactKind[];
  evidence: Evidence[];
};

/** A phone or address that a repair found, masked. */
export type ContactShape = {
  id: string;
  kind: ContactKind;
  rank: number;
  rule: string;
  basis: ContactBasis;
  source: string;
  sources: { agency: string; basis: ContactBasis; observedOn: string }[];
  observedOn: string;
  reasons: string[];
  masked: string;
  /** ISO 8601, with an offset. */
  expiresAt: string;
};

/** A phone that stands for a flag and is no contact, masked. */
export type LeftOutShape = Pick<LeftOutPhone, 'flag' | 'asked'> & { masked: string };

/** What came of a repair: answers by agency, contacts by kind and then best first, phones by flag. */
export type RepairFindings = {
  agencies: AgencyAnswerShape[];
  contacts: ContactShape[];
  leftOut: LeftOutShape[];
};

/** A repair without what came of it. */
export type RepairHead = {
  id: string;
  /** Its place in the order of intake. */
  sequence: number;
  caseNo: string;
  partyRef: string;
  role: string;
  partyType: string;
  status: RepairStatus;
  flags: RepairFlag[];
  problems: Problem[];
  /** YYYY-MM-DD. */
  asOf: string | null;
  settledAt: Date | null;
  /** The inquiry that it waits for, or that settled it, and what for. */
  inquiryId: string | null;
  purpose: Purpose | null;
};

export type RepairShape = RepairHead & RepairFindings;
