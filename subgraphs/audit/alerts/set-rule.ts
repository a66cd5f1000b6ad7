import { eq } from 'drizzle-orm';
import { badArgument, graphError } from '../../kit/graph/graph-error.ts';
import { canonicalJson } from '../../kit/ledger/canonical-json.ts';
import { parseStrictJson } from '../../kit/sealing/strict-json.ts';
import type { AuditContext } from '../audit-context.ts';
import { alertRule } from '../tables.ts';
import { readRules } from './alert-rules.ts';
import type { RuleSetting } from './alert-rules.ts';
import { digestOf } from './decide-alert.ts';
import { THRESHOLDS } from './thresholds.ts';
import type { AlertRuleCode } from './thresholds.ts';

export type RuleChange = {
  code: AlertRuleCode;
  enabled: boolean;
  /** JSON; the thresholds stay as they are when left out. */
  thresholds?: string | null | undefined;
};

/**
 * Switches a rule on or off and sets its thresholds, with an entry in the hub's ledger: who watches
 * less is seen as well.
 *
 * @param actor subject of whoever sets it
 * @throws GraphQLError BAD_USER_INPUT when the thresholds do not fit the rule
 */
export async function setRule(
  { db, ledger, now }: Pick<AuditContext, 'db' | 'ledger' | 'now'>,
  actor: string,
  { code, enabled, thresholds }: RuleChange,
): Promise<RuleSetting> {
  const at = now();
  const given = typeof thresholds === 'string' ? checked(code, thresholds) : undefined;
  return db.transaction(async (tx) => {
    await tx
      .update(alertRule)
      .set({ enabled, changedBy: actor, changedAt: at, ...(given && { thresholds: given }) })
      .where(eq(alertRule.code, code));
    const set = (await readRules(tx)).find((rule) => rule.code === code);
    if (set === undefined) throw graphError('INTERNAL_SERVER_ERROR');
    const outcome = enabled ? 'RULE_ON' : 'RULE_OFF';
    const detail = { rule: code, thresholds: digestOf(canonicalJson(set.thresholds)) };
    await ledger.append(tx, [{ at, event: 'ALERT_CHANGED', actor, outcome, detail }]);
    return set;
  });
}

/** @throws GraphQLError BAD_USER_INPUT */
function checked(code: AlertRuleCode, thresholds: string): object {
  const form = THRESHOLDS[code].safeParse(parseStrictJson(thresholds));
  if (form.success) return form.data;
  throw badArgument('thresholds', 'NOT_THRESHOLDS');
}
