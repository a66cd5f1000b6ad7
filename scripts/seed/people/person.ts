import type { Sex } from '../names/han-name.ts';
import type { MallRow, MarketRow, PoliceRow, PopulationRow } from './rows.ts';

export type Identity = {
  type: 'RESIDENT_ID' | 'HMT_PERMIT' | 'FOREIGN_PR_ID' | 'PASSPORT';
  number: string;
  issuingState: string;
};

/** An invented person with everything that the registers hold of them. */
export type Person = {
  index: number;
  identity: Identity;
  name: string;
  /** Code units of the surname; 0 for a name that has none. */
  surnameLength: number;
  sex: Sex;
  /** The phone in use. */
  phone: string;
  police: PoliceRow | undefined;
  population: PopulationRow | undefined;
  enterprises: MarketRow[];
  stalls: MallRow[];
};

export type Kind = 'resident' | 'permit' | 'permanent' | 'passport';

/** What a case needs a person to be. What is left open is drawn. */
export type Wish = {
  kind?: Kind;
  name?: string;
  /** Adults are at least 19 and minors under 17, unless `born` says otherwise. */
  minor?: boolean;
  born?: number;
  /** GB 2260 code. */
  region?: string;
  /** Given together with `born` and `region`. */
  sequence?: number;
  population?: boolean;
  stalls?: number;
  enterprises?: number;
  /** Nobody dead or protected, no former name, no stall without an ID. */
  plain?: boolean;
};
