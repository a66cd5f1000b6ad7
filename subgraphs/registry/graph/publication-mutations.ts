import { signedIn } from '../../kit/people/signed-in.ts';
import { publish } from '../publish/publish.ts';
import { codeArgument } from './arguments.ts';
import type { RegistryBuilder } from './builder.ts';
import { publishesSchemas } from './rules.ts';
import type { addSchemaResult } from './schema-result-type.ts';

/** Adds `publishSchema` and `checkSchema`. */
export function addPublicationMutations(
  builder: RegistryBuilder,
  result: ReturnType<typeof addSchemaResult>,
): void {
  builder.mutationFields((t) => {
    const schema = {
      code: t.arg.string({ required: true, description: 'Of the subgraph.' }),
      sdl: t.arg.string({ required: true }),
      url: t.arg.string({ required: true, description: 'Where gateways reach it.' }),
      jwks: t.arg.string({ required: true, description: 'Its public keys (RFC 7517), as JSON.' }),
    };
    return {
      publishSchema: t.field({
        ...publishesSchemas,
        type: result,
        nullable: true,
        description:
          'Publishes a new version of a subgraph: its schema, address and keys, signed by itself. ' +
          'Gateways serve it at once. What is served already changes nothing.',
        args: {
          ...schema,
          signature: t.arg.string({
            required: true,
            description: 'Compact JWS of the subgraph over all that; its claims name the trial.',
          }),
        },
        resolve: (_root, { signature: token, code, ...offered }, registry) =>
          publish(registry, [{ ...offered, code: codeArgument(code), token }], {
            by: signedIn(registry.caller).subject,
          }),
      }),
      checkSchema: t.field({
        ...publishesSchemas,
        type: result,
        nullable: true,
        description: 'Says what publishing would change and what stands in its way. Does nothing.',
        args: schema,
        resolve: (_root, { code, ...offered }, registry) =>
          publish(registry, [{ ...offered, code: codeArgument(code) }], {
            ...{ by: signedIn(registry.caller).subject, dryRun: true },
          }),
      }),
    };
  });
}
