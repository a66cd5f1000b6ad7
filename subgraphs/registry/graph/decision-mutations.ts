import { reasonArgument } from '../../kit/graph/plain-text.ts';
import { signedIn } from '../../kit/people/signed-in.ts';
import { retire } from '../release/retire.ts';
import { rollBack } from '../release/roll-back.ts';
import { codeArgument, versionArgument } from './arguments.ts';
import type { RegistryBuilder } from './builder.ts';
import { decidesSchemas } from './rules.ts';
import type { addSchemaResult } from './schema-result-type.ts';

/** Adds `retireAgency` and `rollback`. */
export function addDecisionMutations(
  builder: RegistryBuilder,
  result: ReturnType<typeof addSchemaResult>,
): void {
  builder.mutationFields((t) => ({
    retireAgency: t.field({
      ...decidesSchemas,
      type: result,
      nullable: true,
      description:
        'Takes a subgraph out of the graph, unless clients use it. Its versions stay, and rollback ' +
        'brings the last one back.',
      args: {
        code: t.arg.string({ required: true }),
        reason: t.arg.string({ required: true }),
        evenIfUsed: t.arg.boolean({ description: 'As when it is in wrong hands.' }),
      },
      resolve: (_root, { code, reason, evenIfUsed }, registry) =>
        retire(registry, {
          ...{
            code: codeArgument(code),
            reason: reasonArgument(reason),
            evenIfUsed: evenIfUsed ?? false,
          },
          by: signedIn(registry.caller).subject,
        }),
    }),
    rollback: t.field({
      ...decidesSchemas,
      type: result,
      nullable: true,
      description: 'Ends the trial of a new version, or serves an earlier version again, at once.',
      args: {
        code: t.arg.string({ required: true }),
        version: t.arg.int({ description: 'The one before the present one unless given.' }),
        reason: t.arg.string({ required: true }),
      },
      resolve: (_root, { code, version, reason }, registry) =>
        rollBack(registry, {
          ...{ code: codeArgument(code), version: versionArgument(version) },
          reason: reasonArgument(reason),
          by: signedIn(registry.caller).subject,
        }),
    }),
  }));
}
