import { OWNER_DIRECTIVES } from '../../kit/graph/merges-directive.ts';
import { addAccessReport } from './access-report.ts';
import { addAlertTypes } from './alert.ts';
import { addAlertMutations } from './alert-mutations.ts';
import { addAlertQueries } from './alert-queries.ts';
import { addAudit } from './audit.ts';
import { addAuditQueries } from './audit-queries.ts';
import { createAuditBuilder } from './builder.ts';
import { addDelays } from './delay.ts';
import { addEvents } from './events.ts';
import { guardMutations } from './guard-mutations.ts';
import { addKeys } from './keys.ts';

/** The audit service's part of the graph. */
export function auditSchema() {
  const builder = createAuditBuilder();
  const Audit = addAudit(builder);
  addAuditQueries(builder, Audit);
  addAccessReport(builder, Audit);
  addEvents(builder);
  addKeys(builder);
  builder.mutationType({});
  const alerts = addAlertTypes(builder);
  addAlertQueries(builder, alerts);
  addAlertMutations(builder, alerts);
  addDelays(builder);
  return guardMutations(builder.toSubGraphSchema({ directives: OWNER_DIRECTIVES }));
}
