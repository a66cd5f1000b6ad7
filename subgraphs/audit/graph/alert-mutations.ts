import { reasonArgument } from '../../kit/graph/plain-text.ts';
import { signedIn } from '../../kit/people/signed-in.ts';
import { decideAlert } from '../alerts/decide-alert.ts';
import { setRule } from '../alerts/set-rule.ts';
import type { AlertTypes } from './alert.ts';
import type { AuditBuilder } from './builder.ts';
import { idArgument } from './decision-arguments.ts';
import { decidesAudit } from './rules.ts';

/** Adds `explainAlert`, `confirmAlert` and `setAlertRule`. */
export function addAlertMutations(builder: AuditBuilder, { code, Alert, Rule }: AlertTypes): void {
  builder.mutationFields((t) => {
    const decision = (state: 'EXPLAINED' | 'CONFIRMED', description: string) =>
      t.field({
        ...{ ...decidesAudit, type: Alert, nullable: true, description },
        args: { id: t.arg.id({ required: true }), reason: t.arg.string({ required: true }) },
        resolve: (_root, { id, reason }, audit) =>
          decideAlert(audit, signedIn(audit.caller).subject, {
            ...{ id: idArgument(id, 'id'), state, reason: reasonArgument(reason) },
          }),
      });
    return {
      explainAlert: decision(
        'EXPLAINED',
        'Says that what was found was in order, and why. Both are recorded. Of their own doing ' +
          'nobody says so.',
      ),
      confirmAlert: decision(
        'CONFIRMED',
        'Says that what was found was not in order, and what follows. Both are recorded. Of their ' +
          'own doing nobody says so.',
      ),
      setAlertRule: t.field({
        ...decidesAudit,
        type: Rule,
        nullable: true,
        description: 'Switches a rule on or off and sets its thresholds. It is recorded.',
        args: {
          code: t.arg({ type: code, required: true }),
          enabled: t.arg.boolean({ required: true }),
          thresholds: t.arg.string({
            description: 'JSON with the members that the rule has; they stay when left out.',
          }),
        },
        resolve: (_root, change, audit) => setRule(audit, signedIn(audit.caller).subject, change),
      }),
    };
  });
}
