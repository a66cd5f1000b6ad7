import type { AgencyReplyShape } from '../graph/agency-reply.ts';
import type { addAgencyReply } from '../graph/agency-reply.ts';
import type { AskedContext, GraphBuilder } from '../graph/create-builder.ts';

/** What a service's resolvers need to give of its ledger; the kit puts it into every context. */
export type AuditedContext = AskedContext & {
  answerAudit: (request: string) => Promise<AgencyReplyShape>;
};

/**
 * Adds a service's field to `Audit`, the entity whose key is the audit service's request: what this
 * service gives of its own ledger, sealed to the audit service.
 *
 * @param code of the service, which names the field
 * @param reply as `addAgencyReply` made it
 */
export function addAuditField<Context extends AuditedContext>(
  builder: GraphBuilder<Context>,
  code: string,
  reply: ReturnType<typeof addAgencyReply<Context>>['reply'],
): void {
  const Audit = builder.objectRef<{ request: string }>('Audit').implement({
    fields: (t) => ({
      request: t.exposeID('request', { inaccessible: true }),
      [code]: t.field({
        type: reply,
        nullable: true,
        resolve: ({ request }, _args, context) => context.answerAudit(request),
      }),
    }),
  });
  builder.asEntity(Audit, {
    key: builder.selection<{ request: string }>('request'),
    resolveReference: ({ request }) => ({ request }),
  });
}
