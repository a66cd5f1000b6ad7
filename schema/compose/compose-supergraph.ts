import { composeServices } from '@apollo/composition';
import { GraphQLError, parse, printSchema } from 'graphql';
import type { DocumentNode } from 'graphql';
import { compositionProblem } from './composition-problem.ts';
import type { CompositionProblem } from './composition-problem.ts';
import { mergeFields } from './merge-fields.ts';
import { nonNullRoots } from './non-null-roots.ts';
import { selectedArguments } from './selected-arguments.ts';

/** What a subgraph publishes. */
export type SubgraphSource = {
  /** Its name in the supergraph. */
  code: string;
  sdl: string;
  /** Where gateways reach it; absent, it is `http://<code>.invalid/graphql`, for them to override. */
  url?: string;
};

export type Composition =
  | {
      /** What a gateway routes by. */
      supergraphSdl: string;
      /** What clients see: nothing marked `@inaccessible`, no word of the subgraphs. */
      clientSdl: string;
      errors?: never;
    }
  | { errors: CompositionProblem[] };

/**
 * Composes subgraphs into one supergraph (Federation 2), merging fields completed.
 * What is wrong with a subgraph is returned, never thrown; a code that occurs twice is an error.
 */
export function composeSupergraph(sources: readonly SubgraphSource[]): Composition {
  const errors: CompositionProblem[] = duplicates(sources);
  const documents = new Map<string, DocumentNode>();
  for (const { code, sdl } of sources) {
    const document = parsed(sdl);
    if (document instanceof GraphQLError) errors.push(compositionProblem(document, code));
    else documents.set(code, document);
  }
  return errors.length > 0 ? { errors } : composed(sources, documents);
}

function composed(
  sources: readonly SubgraphSource[],
  documents: ReadonlyMap<string, DocumentNode>,
): Composition {
  const urls = new Map(sources.map(({ code, url }) => [code, url]));
  try {
    const completed = [...mergeFields(documents)];
    const errors = completed.flatMap(([name, document]) => [
      ...nonNullRoots(document, name),
      ...selectedArguments(document, name),
    ]);
    if (errors.length > 0) return { errors };
    const services = completed.map(([name, typeDefs]) => ({
      name,
      url: urls.get(name) ?? `http://${name}.invalid/graphql`,
      typeDefs,
    }));
    const result = composeServices(services);
    if (result.errors) return { errors: result.errors.map((error) => compositionProblem(error)) };
    const clientSdl = printSchema(result.schema.toAPISchema().toGraphQLJSSchema());
    return { supergraphSdl: result.supergraphSdl, clientSdl };
  } catch (error) {
    if (error instanceof GraphQLError) return { errors: [compositionProblem(error)] };
    throw error;
  }
}

function parsed(sdl: string): DocumentNode | GraphQLError {
  try {
    return parse(sdl);
  } catch (error) {
    if (error instanceof GraphQLError) return error;
    throw error;
  }
}

function duplicates(sources: readonly SubgraphSource[]): CompositionProblem[] {
  const codes = sources.map(({ code }) => code);
  const twice = new Set(codes.filter((code, index) => codes.indexOf(code) !== index));
  return [...twice].map((code) => ({
    code: 'DUPLICATE_SUBGRAPH',
    message: `More than one subgraph is called ${code}`,
    subgraph: code,
  }));
}
