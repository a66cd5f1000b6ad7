import type { PinnedParty } from '../../subgraphs/kit/sealing/pinned-keys.ts';
import type { AgencyClient } from './agency-client.ts';
import type { Forger } from './forge-envelope.ts';
import type { SuiteOptions } from './options.ts';
import type { Party } from './party.ts';
import type { DecisionCase, HeldPerson } from './vector-files.ts';

/** What a check has at hand. */
export type Suite = {
  options: SuiteOptions;
  /** Makes envelopes of this moment. */
  forger: Forger;
  /** The audit service, by whose requests it gives of its ledger. */
  audit: Party;
  /** The agency that is tested, by the keys it is known by. */
  agency: PinnedParty;
  client: AgencyClient;
  /** Whom the agency says it holds. */
  register: readonly HeldPerson[];
  /** Those cases of the decision table that its register can express. */
  decisions: readonly DecisionCase[];
};

/** One thing that an agency must do. */
export type Check = {
  name: string;
  /**
   * @returns a note for whoever reads the report, such as a duration.
   * @throws CheckFailure saying what the agency did instead
   */
  run: () => Promise<string | undefined>;
};

/** Checks that belong together; what one of them learns, the others may use. */
export type Group = { name: string; checksOf: (suite: Suite) => Check[] };

/** A check without a note. */
export function check(name: string, run: () => Promise<unknown>): Check {
  return {
    name,
    run: async () => {
      await run();
      return undefined;
    },
  };
}

/** Does something once, for all the checks that need it, and not before one does. */
export function once<T>(make: () => Promise<T>): () => Promise<T> {
  const kept: { made?: Promise<T> } = {};
  return () => (kept.made ??= make());
}
