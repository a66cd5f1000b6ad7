import { GraphQLError, Kind, parse } from 'graphql';
import type { ConstDirectiveNode, DocumentNode, FieldDefinitionNode } from 'graphql';
import { z } from 'zod';
import { jsonOf } from './agency-client.ts';
import type { AgencyClient } from './agency-client.ts';
import { CheckFailure, must } from './check-failure.ts';

/** A type of a schema, with what all its definitions and extensions say of it. */
export type TypeFound = {
  directives: readonly ConstDirectiveNode[];
  fields: ReadonlyMap<string, FieldDefinitionNode>;
};

const serviceSchema = z.object({ data: z.object({ _service: z.object({ sdl: z.string() }) }) });

/** What the agency publishes. @throws CheckFailure when it publishes nothing */
export async function readSdl(client: AgencyClient): Promise<string> {
  const { text } = await client.post('{"query":"{ _service { sdl } }"}');
  const said = serviceSchema.safeParse(jsonOf(text));
  must(said.success, 'there is no data._service.sdl');
  return said.data.data._service.sdl;
}

/** @throws CheckFailure when it is no GraphQL */
export function parsed(sdl: string): DocumentNode {
  try {
    return parse(sdl);
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    throw new CheckFailure(`it is no GraphQL: ${error.message}`);
  }
}

/** A type by its name; undefined where the schema has none. */
export function typeNamed(document: DocumentNode, name: string): TypeFound | undefined {
  const nodes = document.definitions.flatMap((node) => {
    const isObject =
      node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.OBJECT_TYPE_EXTENSION;
    return isObject && node.name.value === name ? [node] : [];
  });
  if (nodes.length === 0) return undefined;
  const fields = new Map<string, FieldDefinitionNode>();
  for (const field of nodes.flatMap((node) => node.fields ?? [])) {
    fields.set(field.name.value, field);
  }
  return { directives: nodes.flatMap((node) => node.directives ?? []), fields };
}
