import { defaultFieldResolver } from 'graphql';
import type { GraphQLField, GraphQLObjectType, GraphQLSchema } from 'graphql';
import { z } from 'zod';
import { consumeProof } from '../../kit/proofs/consume-proof.ts';
import { recordingDenial } from '../authority/recording-denial.ts';
import { signedIn } from '../../kit/people/signed-in.ts';
import type { CourtContext } from '../court-context.ts';
import { isPlainText } from '../../kit/graph/plain-text.ts';

type Field = GraphQLField<unknown, CourtContext>;

/** What most operations are about, and why: neither is trusted to be there. */
const attemptSchema = z.object({
  id: z.uuid().optional().catch(undefined),
  reason: z.string().max(500).refine(isPlainText).optional().catch(undefined),
});

/**
 * Puts around every mutation that it takes somebody signed in and uses up their proof of possession,
 * and around every mutation, query and field of an inquiry that a denial is logged and recorded. Done
 * to the finished schema, so that no field can be written without it.
 */
export function guardFields(schema: GraphQLSchema): GraphQLSchema {
  const proofs = new WeakMap<CourtContext, Promise<void>>();
  const useProofOnce = (court: CourtContext): Promise<void> => {
    const used = proofs.get(court) ?? consumeProof(court);
    proofs.set(court, used);
    return used;
  };
  for (const field of fieldsOf(schema.getMutationType())) {
    guard(field, async (court) => {
      signedIn(court.caller);
      await useProofOnce(court);
    });
  }
  const reading = [schema.getQueryType(), schema.getType('Inquiry')];
  for (const field of reading.flatMap((type) => fieldsOf(type))) guard(field);
  return schema;
}

/** Fields of ours; `_entities` and `_service` are the gateway's. */
function fieldsOf(type: unknown): Field[] {
  if (type === null || typeof type !== 'object' || !('getFields' in type)) return [];
  // Query, Mutation and Inquiry are object types by the rules of GraphQL and of this schema.
  const fields = (type as GraphQLObjectType<unknown, CourtContext>).getFields();
  return Object.values(fields).filter(({ name }) => !name.startsWith('_'));
}

function guard(field: Field, first?: (court: CourtContext) => Promise<void>): void {
  const resolve = field.resolve ?? defaultFieldResolver;
  field.resolve = (parent, args, court, info) => {
    const { id: targetId, reason } = attemptSchema.parse(args);
    return recordingDenial(court, { operation: field.name, targetId, reason }, async () => {
      await first?.(court);
      const result: unknown = await resolve(parent, args, court, info);
      return result;
    });
  };
}
