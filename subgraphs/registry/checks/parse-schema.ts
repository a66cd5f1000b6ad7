import { GraphQLError, Kind, parse, valueFromASTUntyped } from 'graphql';
import type { ConstDirectiveNode, DocumentNode } from 'graphql';
import { SUBGRAPH_CODE } from '../../../schema/contract/parties.ts';
import { SDL_LIMIT } from '../../../schema/contract/publication.ts';
import { problemAt } from './schema-problem.ts';
import type { Candidate, SchemaProblem } from './schema-problem.ts';

const FEDERATION_2 = /^https:\/\/specs\.apollo\.dev\/federation\/v2\.\d+$/u;
/** Tokens of a schema; a hundred times ours. */
const TOKENS = 100_000;

/** Without the parser's words, which quote the text. */
const NOT_GRAPHQL = 'The text is not GraphQL; reading stopped here.';

export type ParsedSchema = { document?: DocumentNode; problems: SchemaProblem[] };

/**
 * Reads an SDL: GraphQL, of Federation 2, under the names that federation gives its directives. Were
 * they renamed, none of the other checks would know them.
 */
export function parseSchema({ code, sdl }: Candidate): ParsedSchema {
  if (!SUBGRAPH_CODE.test(code)) {
    const message = 'The code is not of small letters and digits, beginning with a letter.';
    return { problems: [problemAt(code, 'INVALID_CODE', message)] };
  }
  if (sdl.length > SDL_LIMIT)
    return { problems: [problemAt(code, 'SCHEMA_TOO_LONG', 'The schema is too long.')] };
  try {
    const document = parse(sdl, { maxTokens: TOKENS });
    return { document, problems: checkLinks(code, document) };
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    const { line, column } = error.locations?.[0] ?? {};
    const place = { line: line ?? null, column: column ?? null };
    return { problems: [{ ...problemAt(code, 'INVALID_GRAPHQL', NOT_GRAPHQL), ...place }] };
  }
}

function checkLinks(code: string, document: DocumentNode): SchemaProblem[] {
  const links = document.definitions.flatMap((node) =>
    node.kind === Kind.SCHEMA_EXTENSION || node.kind === Kind.SCHEMA_DEFINITION
      ? (node.directives ?? []).filter(({ name }) => name.value === 'link')
      : [],
  );
  const urls = links.map((link) => argument(link, 'url'));
  const problems = links.filter(isRenamed).map((link) => {
    return problemAt(code, 'RENAMED_IMPORT', 'What @link imports keeps its own name.', link);
  });
  if (urls.some((url) => typeof url === 'string' && FEDERATION_2.test(url))) return problems;
  const message = 'The schema does not link https://specs.apollo.dev/federation/v2.x.';
  return [...problems, problemAt(code, 'NOT_FEDERATION_2', message, document.definitions[0])];
}

function isRenamed(link: ConstDirectiveNode): boolean {
  const imports = argument(link, 'import');
  const renamed = Array.isArray(imports) && imports.some((one) => typeof one !== 'string');
  return renamed || argument(link, 'as') !== undefined;
}

function argument(link: ConstDirectiveNode, name: string): unknown {
  const given = link.arguments?.find((one) => one.name.value === name);
  return given && valueFromASTUntyped(given.value);
}
