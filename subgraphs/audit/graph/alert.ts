import { ALERT_STATE_MEANINGS } from '../../../schema/contract/code-meanings.ts';
import { canonicalJson } from '../../kit/ledger/canonical-json.ts';
import { batched } from '../../kit/graph/batched.ts';
import { describedValues } from '../../kit/graph/described-values.ts';
import { ALERT_RULES, alertRuleCode } from '../alerts/alert-rules.ts';
import type { RuleSetting } from '../alerts/alert-rules.ts';
import type { AlertRuleCode } from '../alerts/thresholds.ts';
import { loadTrails } from '../alerts/load-alerts.ts';
import type { AlertShape, AlertStepShape } from '../alerts/load-alerts.ts';
import type { AuditContext } from '../audit-context.ts';
import type { AuditBuilder } from './builder.ts';
import { carriesAudit } from './rules.ts';

export type AlertTypes = ReturnType<typeof addAlertTypes>;

/** Adds `Alert` and `AlertRule`, with what they are made of. */
export function addAlertTypes(builder: AuditBuilder) {
  const parts = addParts(builder);
  const { state, code } = parts;
  return { state, code, Alert: addAlert(builder, parts), Rule: addRule(builder, parts) };
}

function addParts(builder: AuditBuilder) {
  const state = builder.enumType('AlertState', {
    description: 'What has become of an alert.',
    values: describedValues(ALERT_STATE_MEANINGS),
  });
  const code = builder.enumType('AlertRuleCode', {
    description: 'What is watched for.',
    values: Object.fromEntries(
      alertRuleCode.options.map((rule) => [rule, { description: ALERT_RULES[rule] }]),
    ) as Record<AlertRuleCode, { description: string }>, // of each option one
  });
  const step = builder.objectRef<AlertStepShape>('AlertStep').implement({
    description: 'One step of an alert’s trail.',
    fields: (t) => ({
      at: t.expose('at', { type: 'DateTime' }),
      actor: t.exposeString('actor', {
        description: 'The subject of whoever decided; `audit` where the service raised it.',
      }),
      state: t.expose('state', { type: state }),
      reason: t.exposeString('reason', { nullable: true }),
    }),
  });
  return { state, code, step };
}

type Parts = ReturnType<typeof addParts>;

function addRule(builder: AuditBuilder, { code }: Parts) {
  return builder.objectRef<RuleSetting>('AlertRule').implement({
    ...carriesAudit,
    description: 'What is watched for, as it is set.',
    fields: (t) => ({
      code: t.expose('code', { type: code }),
      meaning: t.string({ resolve: (rule) => ALERT_RULES[rule.code] }),
      enabled: t.exposeBoolean('enabled'),
      thresholds: t.string({
        description: 'From when on it finds something, as JSON.',
        resolve: ({ thresholds }) => canonicalJson(thresholds),
      }),
      changedBy: t.exposeString('changedBy', { nullable: true }),
      changedAt: t.expose('changedAt', { type: 'DateTime', nullable: true }),
    }),
  });
}

const trailOf = batched<AuditContext, AlertStepShape[]>(({ db }, ids) => loadTrails(db, ids));

function addAlert(builder: AuditBuilder, { state, code, step }: Parts) {
  return builder.objectRef<AlertShape>('Alert').implement({
    ...carriesAudit,
    description: 'Something that a rule found in the ledgers.',
    fields: (t) => ({
      id: t.exposeID('id'),
      rule: t.expose('rule', { type: code }),
      state: t.expose('state', { type: state }),
      raisedAt: t.expose('raisedAt', { type: 'DateTime' }),
      at: t.expose('at', { type: 'DateTime', description: 'When what was found was done.' }),
      actor: t.exposeString('actor', {
        nullable: true,
        description: 'Whose doing it is, as the ledger names them.',
      }),
      service: t.exposeString('service', {
        nullable: true,
        description: 'The service it is about, or in whose ledger it stands.',
      }),
      caseNo: t.exposeString('caseNo', { nullable: true }),
      inquiry: t.exposeID('inquiry', { nullable: true }),
      detail: t.string({
        description: 'Codes and counts, as JSON.',
        resolve: ({ detail }) => canonicalJson(detail),
      }),
      trail: t.field({
        type: [step],
        description: 'What became of it, the oldest step first.',
        resolve: ({ id }, _args, audit) => trailOf(audit, id),
      }),
    }),
  });
}
