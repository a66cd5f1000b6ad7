import type { z } from 'zod';
import type { Database } from '../../kit/database/connect.ts';
import type { RuleSetting } from './alert-rules.ts';
import type { Finding, Period } from './finding.ts';
import { ledgerInconsistent } from './rules/ledger-inconsistent.ts';
import { ledgerSilent } from './rules/ledger-silent.ts';
import { manyParties } from './rules/many-parties.ts';
import { manyRefused } from './rules/many-refused.ts';
import { noDelivery } from './rules/no-delivery.ts';
import { outOfHours } from './rules/out-of-hours.ts';
import { ownOrKin } from './rules/own-or-kin.ts';
import { reconciliationGap } from './rules/reconciliation-gap.ts';
import { samePersonManyCases } from './rules/same-person-many-cases.ts';
import { THRESHOLDS } from './thresholds.ts';
import type { AlertRuleCode } from './thresholds.ts';

type Reader = Pick<Database, 'execute'>;
type Judge<Set> = (db: Reader, thresholds: Set, period: Period) => Promise<Finding[]>;

/** A rule that takes its thresholds as they are set, and checks them first. */
function checked<Set>(form: z.ZodType<Set>, rule: Judge<Set>): Judge<unknown> {
  return async (db, thresholds, period) => rule(db, form.parse(thresholds), period);
}

const RULES: Readonly<Record<AlertRuleCode, Judge<unknown>>> = {
  MANY_PARTIES: checked(THRESHOLDS.MANY_PARTIES, manyParties),
  OUT_OF_HOURS: checked(THRESHOLDS.OUT_OF_HOURS, outOfHours),
  MANY_REFUSED: checked(THRESHOLDS.MANY_REFUSED, manyRefused),
  SAME_PERSON_MANY_CASES: checked(THRESHOLDS.SAME_PERSON_MANY_CASES, samePersonManyCases),
  OWN_OR_KIN: checked(THRESHOLDS.OWN_OR_KIN, ownOrKin),
  NO_DELIVERY: checked(THRESHOLDS.NO_DELIVERY, noDelivery),
  RECONCILIATION_GAP: checked(THRESHOLDS.RECONCILIATION_GAP, reconciliationGap),
  LEDGER_INCONSISTENT: checked(THRESHOLDS.LEDGER_INCONSISTENT, ledgerInconsistent),
  LEDGER_SILENT: checked(THRESHOLDS.LEDGER_SILENT, ledgerSilent),
};

/**
 * What one rule finds, by the thresholds that are set for it.
 *
 * @throws ZodError when what is set does not fit the rule's form
 */
export function findAll(
  db: Reader,
  { code, thresholds }: Pick<RuleSetting, 'code' | 'thresholds'>,
  period: Period,
): Promise<Finding[]> {
  return RULES[code](db, thresholds, period);
}
