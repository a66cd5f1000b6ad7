import { z } from 'zod';
import type { Database } from '../../kit/database/connect.ts';
import { alertRule } from '../tables.ts';
import { THRESHOLDS } from './thresholds.ts';
import type { AlertRuleCode } from './thresholds.ts';

/** Every rule, and what it means to whoever reads an alert. */
export const ALERT_RULES: Readonly<Record<AlertRuleCode, string>> = {
  MANY_PARTIES:
    'A clerk asked about more people within the window than allowed, beyond what a judge approved.',
  OUT_OF_HOURS: 'Somebody looked people up at night or at a weekend, by the clock in China.',
  MANY_REFUSED: 'Somebody, or somebody whom no sign-in names, was refused again and again.',
  SAME_PERSON_MANY_CASES: 'One person was sought under more cases within the days than allowed.',
  OWN_OR_KIN: 'A clerk asked about somebody with whom they share an identifier, a home or kinship.',
  NO_DELIVERY: 'A contact was opened, and nothing was sent to it for days.',
  RECONCILIATION_GAP: 'The ledgers of court, hub and agencies do not tell the same of an inquiry.',
  LEDGER_INCONSISTENT: 'A ledger is not what it was: entries were changed, removed or begun anew.',
  LEDGER_SILENT: 'A service was handed inquiries, and its ledger has not moved since.',
};

const CODES = Object.keys(THRESHOLDS).filter(isRule);

/** A rule as it is set. */
export type RuleSetting = {
  code: AlertRuleCode;
  enabled: boolean;
  thresholds: unknown;
  changedBy: string | null;
  changedAt: Date | null;
};

export const alertRuleCode = z.enum(CODES);

/** The rules in the order in which they are listed above. */
export async function readRules(db: Pick<Database, 'select'>): Promise<RuleSetting[]> {
  const rows = await db.select().from(alertRule);
  const settings = rows.flatMap(({ code, ...rest }) => (isRule(code) ? [{ code, ...rest }] : []));
  return settings.toSorted((a, b) => CODES.indexOf(a.code) - CODES.indexOf(b.code));
}

function isRule(code: string): code is AlertRuleCode {
  return Object.hasOwn(THRESHOLDS, code);
}
