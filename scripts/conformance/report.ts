/** What one check came to. */
export type Outcome = {
  group: string;
  name: string;
  passed: boolean;
  /** Why it failed, or what there is to tell of one that passed. */
  note: string | undefined;
  milliseconds: number;
};

/** What the suite found of one agency. */
export type Report = {
  url: string;
  code: string;
  passed: number;
  failed: number;
  /** Cases of the decision table that the register cannot express. */
  left: readonly string[];
  checks: readonly Outcome[];
};

/** One line of the report. */
export function lineOf({ name, passed, note }: Outcome): string {
  const told = note === undefined ? '' : passed ? ` (${note})` : `: ${note}`;
  return `  ${passed ? 'passed' : 'FAILED'}  ${name}${told}`;
}

export function summaryOf({ passed, failed }: Pick<Report, 'passed' | 'failed'>): string {
  return `${String(passed)} passed, ${String(failed)} failed`;
}
