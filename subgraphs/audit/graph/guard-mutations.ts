import { defaultFieldResolver, GraphQLError } from 'graphql';
import type { GraphQLField, GraphQLSchema } from 'graphql';
import { signedIn } from '../../kit/people/signed-in.ts';
import { consumeProof } from '../../kit/proofs/consume-proof.ts';
import type { AuditContext } from '../audit-context.ts';

type Field = GraphQLField<unknown, AuditContext>;

/** Codes by which nobody is denied anything: a mistake, or a thing that is not there. */
const NO_DENIAL: ReadonlySet<unknown> = new Set([
  'BAD_USER_INPUT',
  'ALERT_NOT_FOUND',
  'DELAY_NOT_FOUND',
]);

/**
 * Puts around every mutation that it takes somebody signed in and uses up their proof of possession,
 * and that a denial is recorded in the hub's ledger. Done to the finished schema, so that no mutation
 * can be written without it.
 */
export function guardMutations(schema: GraphQLSchema): GraphQLSchema {
  const proofs = new WeakMap<AuditContext, Promise<void>>();
  const useProofOnce = (audit: AuditContext): Promise<void> => {
    const used = proofs.get(audit) ?? consumeProof(audit);
    proofs.set(audit, used);
    return used;
  };
  const mutations = Object.values(schema.getMutationType()?.getFields() ?? {});
  // this schema is resolved with this service's context, which graphql's own types do not say
  for (const field of mutations as Field[]) guard(field, useProofOnce);
  return schema;
}

function guard(field: Field, useProofOnce: (audit: AuditContext) => Promise<void>): void {
  const resolve = field.resolve ?? defaultFieldResolver;
  field.resolve = async (parent, args, audit, info) => {
    try {
      signedIn(audit.caller);
      await useProofOnce(audit);
      const result: unknown = await resolve(parent, args, audit, info);
      return result;
    } catch (error) {
      const code = error instanceof GraphQLError ? error.extensions['code'] : undefined;
      if (typeof code === 'string' && !NO_DENIAL.has(code)) await record(audit, field.name, code);
      throw error;
    }
  };
}

/** Whom no sign-in names, the gateway has recorded. */
async function record(audit: AuditContext, operation: string, outcome: string): Promise<void> {
  const { caller, ledger, log, now } = audit;
  const { person, requestId: request } = caller;
  log.warn({ code: outcome, operation, requestId: request }, 'an operation was denied');
  if (person === undefined) return;
  const detail = { operation, request };
  const denied = { event: 'ACCESS_DENIED', actor: person.subject, outcome, detail } as const;
  await ledger.commit([{ at: now(), ...denied }]);
}
