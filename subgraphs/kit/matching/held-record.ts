import type { EnterpriseStatus, LineState } from '../../../schema/contract/codes.ts';
import type { ContactLead } from '../../../schema/contract/reply.ts';
import type { IdNumber } from '../../../schema/contract/warrant.ts';

/** Whom a row of a register names. */
export type Holder = {
  /** As typed, trimmed. Empty where the register knows an organisation by its code alone. */
  name: string;
  /** Recorded former names; empty when there are none. */
  formerNames: string[];
  /** Normalised and valid; absent when the register does not know it. */
  id?: IdNumber;
  /** ISO 8601 day; without it the day in the ID number counts. */
  birthDate?: string;
  deceased?: boolean;
  protected?: boolean;
};

/** What a register of telephone lines knows of the phone of a row. */
export type HeldLine = {
  state: LineState;
  /** ISO 8601 day since which this holder has the number; absent where nobody wrote it down. */
  since?: string;
};

/**
 * One holder as one row of a register names them. A row that names two, as an enterprise and its
 * legal representative, gives two of these.
 */
export type HeldRecord = {
  holder: Holder;
  /** Its ID number cannot be read: it is nobody's who is asked about, and says whose the phone is not. */
  unread?: boolean;
  /** Persons are compared with persons only, organisations with organisations only. */
  organisation: boolean;
  /** E.164. */
  phone?: string;
  /** ISO 8601 day on which the register last confirmed the row. */
  observedOn: string;
  /** Of `phone`, in a register of lines, where every row has one. */
  line?: HeldLine;
  /** What may be told of the holder when they are matched. */
  contacts: ContactLead[];
  /** Of the organisation that the row names. */
  enterpriseStatus?: EnterpriseStatus;
  /** Name of the legal representative of the organisation that the row names. */
  legalRepresentative?: string;
};
