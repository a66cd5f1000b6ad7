import { minifyIntrospection, outputIntrospectionFile } from '@gql.tada/internal';
import { introspectionFromSchema } from 'graphql';
import type { GraphQLSchema } from 'graphql';

/** The client schema as types, `schema/generated/introspection.d.ts`, for `schema/client/graphql.ts`. */
export function clientIntrospection(schema: GraphQLSchema): string {
  const introspection = minifyIntrospection(introspectionFromSchema(schema));
  const text = outputIntrospectionFile(introspection, {
    fileType: '.d.ts',
    shouldPreprocess: true,
  });
  // a module may say which schema it is of; one for the whole program would forbid a second
  const [types = text] = text.split(/^import \* as gqlTada/mu);
  return `${types.trimEnd()}\n`;
}
