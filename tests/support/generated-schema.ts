import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildASTSchema, parse } from 'graphql';
import type { GraphQLSchema } from 'graphql';

const folder = join(import.meta.dirname, '..', '..', 'schema', 'generated');

/** One of the files under `schema/generated`, such as `client.graphql`, as text. */
export function generatedSdl(name: string): Promise<string> {
  return readFile(join(folder, name), 'utf8');
}

/** The same as a schema, whatever directives it brings from elsewhere. */
export async function generatedSchema(name: string): Promise<GraphQLSchema> {
  return buildASTSchema(parse(await generatedSdl(name)), { assumeValidSDL: true });
}
