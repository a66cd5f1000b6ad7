import { REGISTRY } from '../../../schema/contract/publication.ts';
import { addAuditField } from '../../kit/audit/audit-field.ts';
import { addAgencyReply } from '../../kit/graph/agency-reply.ts';
import { addDecisionMutations } from './decision-mutations.ts';
import { addGatewayFields } from './gateway-fields.ts';
import { addPublicationMutations } from './publication-mutations.ts';
import { addQueries } from './queries.ts';
import { createRegistryBuilder } from './builder.ts';
import { addSchemaResult } from './schema-result-type.ts';

/** The registry's part of the graph. */
export function registrySchema() {
  const builder = createRegistryBuilder();
  addAuditField(builder, REGISTRY, addAgencyReply(builder).reply);
  const result = addSchemaResult(builder);
  addQueries(builder);
  builder.mutationType({});
  addPublicationMutations(builder, result);
  addDecisionMutations(builder, result);
  addGatewayFields(builder);
  return builder.toSubGraphSchema({});
}
