import type { JsonObject } from '../../kit/ledger/canonical-json.ts';

/** What a rule has found. Holds no identifier and no pseudonym of whoever was looked up. */
export type Finding = {
  /** Names it within its rule: a finding of the same key is the same finding. */
  key: string;
  /** How often it was decided about before: what was done since is found anew. */
  round: number;
  /** When what was found was done. */
  at: Date;
  /** Whose doing it is, as the ledger names them. */
  actor?: string | undefined;
  /** Code of the service it is about, or in whose ledger it stands. */
  service?: string | undefined;
  caseNo?: string | undefined;
  inquiry?: string | undefined;
  /** Codes and counts. */
  detail: JsonObject;
};

/** What time a rule is to judge. */
export type Period = {
  /** Of the oldest entry that no rule has read; what goes before is read where a window needs it. */
  from: Date;
  now: Date;
};
