import { TypeInfo, parse, visit, visitWithTypeInfo } from 'graphql';
import type { GraphQLSchema } from 'graphql';
import { neededFields } from '../../../schema/compose/needed-fields.ts';
import { problemAt } from './schema-problem.ts';
import type { SchemaProblem } from './schema-problem.ts';

/** A document of one of our own clients, from the manifest. */
export type TrustedDocument = { name: string; client: string; text: string };

/**
 * Documents of our clients whose aliases take the name of a field that the new supergraph needs for
 * itself, a key or what a field requires. The gateway would refuse them from then on, though no field
 * that they ask for has changed.
 *
 * @param schema what clients see now, against which the documents are valid
 */
export function checkDocuments(
  code: string,
  supergraphSdl: string,
  schema: GraphQLSchema,
  documents: readonly TrustedDocument[],
): SchemaProblem[] {
  const needed = neededFields(supergraphSdl);
  return documents.flatMap(({ name, client, text }) =>
    aliasesOf(schema, text)
      .filter(({ type, alias }) => needed.get(type)?.has(alias))
      .map(({ type, alias }) => {
        const message =
          `${type}.${alias} becomes a field that the graph needs for itself; the operation ${name} of ` +
          `the client ${client} has an alias of that name.`;
        return problemAt(code, 'ALIAS_PRONE_KEY', message);
      }),
  );
}

function aliasesOf(schema: GraphQLSchema, text: string): { type: string; alias: string }[] {
  const found: { type: string; alias: string }[] = [];
  const info = new TypeInfo(schema);
  visit(
    parse(text),
    visitWithTypeInfo(info, {
      Field({ alias, name }) {
        const type = info.getParentType()?.name;
        if (type !== undefined && alias && alias.value !== name.value)
          found.push({ type, alias: alias.value });
      },
    }),
  );
  return found;
}
