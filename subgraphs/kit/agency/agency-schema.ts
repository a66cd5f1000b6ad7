import type { GraphQLSchema } from 'graphql';
import { addAuditField } from '../audit/audit-field.ts';
import { addAgencyReply } from '../graph/agency-reply.ts';
import { createBuilder } from '../graph/create-builder.ts';
import type { GraphBuilder } from '../graph/create-builder.ts';
import type { AgencyContext } from './agency-context.ts';

export type AgencyBuilder = GraphBuilder<AgencyContext>;

/**
 * An agency's subgraph: its one field on `Inquiry` and its one on `Audit`, named as its code, and
 * what of its register is public by law.
 */
export function agencySchema(
  code: string,
  publish: ((builder: AgencyBuilder) => void) | undefined,
): GraphQLSchema {
  const builder = createBuilder<AgencyContext>();
  const { reply } = addAgencyReply(builder);
  const Inquiry = builder.objectRef<{ envelope: string }>('Inquiry').implement({
    fields: (t) => ({
      envelope: t.exposeID('envelope', { inaccessible: true }),
      [code]: t.field({
        type: reply,
        nullable: true,
        resolve: ({ envelope }, _args, context) => context.replyTo(envelope),
      }),
    }),
  });
  builder.asEntity(Inquiry, {
    key: builder.selection<{ envelope: string }>('envelope'),
    resolveReference: ({ envelope }) => ({ envelope }),
  });
  addAuditField(builder, code, reply);
  publish?.(builder);
  return builder.toSubGraphSchema({});
}
