import { Kind, parse } from 'graphql';
import type {
  ConstDirectiveNode,
  DefinitionNode,
  DocumentNode,
  FieldDefinitionNode,
} from 'graphql';
import { NO_AGENCIES } from '../../../schema/contract/parties.ts';
import { named } from './objects-of.ts';
import { problemAt } from './schema-problem.ts';
import type { SchemaProblem } from './schema-problem.ts';
import { SHARED_ENTITIES } from './shared-entities.ts';

const RULES = ['authenticated', 'requiresScopes', 'policy'];
const OWNERS = new Set([...NO_AGENCIES].map(graphOf));
const SHARED = new Set(SHARED_ENTITIES.map(({ type }) => type));

/**
 * What others answer too is not one subgraph's to close or to reach into. Rules of all subgraphs add
 * up, so that a rule on what is shared shuts everybody out of everybody's part of it; and an object
 * that an agency makes an entity of is one of which the gateway tells it.
 *
 * @param supergraphSdl what the schema composes to beside the others
 */
export function checkHeldByOthers(
  code: string,
  document: DocumentNode,
  supergraphSdl: string,
): SchemaProblem[] {
  const holders = holdersIn(parse(supergraphSdl));
  const others = (place: string) =>
    [...(holders.get(place) ?? [])].filter((graph) => graph !== graphOf(code));
  const closed = document.definitions
    .flatMap(placesIn)
    .filter(({ place }) => others(place).length > 0)
    .flatMap(({ place, directives }) =>
      RULES.flatMap((rule) => named(directives, rule)).map((rule) => {
        const message = `${place}: others answer it too; a rule on it would close their part.`;
        return problemAt(code, 'TAKES_OVER', message, rule);
      }),
    );
  if (NO_AGENCIES.has(code)) return closed;
  const reached = document.definitions
    .flatMap(placesIn)
    .filter(({ place }) => !SHARED.has(place) && others(place).some((graph) => OWNERS.has(graph)))
    .flatMap(({ place, directives }) => named(directives, 'key').map((key) => ({ place, key })))
    .map(({ place, key }) => {
      const message = `${place} is no entity that agencies share; no agency is told of it.`;
      return problemAt(code, 'FOREIGN_FIELD', message, key);
    });
  return [...closed, ...reached];
}

type Place = {
  /** `Type` or `Type.field`. */
  place: string;
  directives: readonly ConstDirectiveNode[];
  /** The type, where it is a field. */
  within?: string;
};

function placesIn(node: DefinitionNode): Place[] {
  if (node.kind === Kind.OPERATION_DEFINITION || node.kind === Kind.FRAGMENT_DEFINITION) return [];
  if (!('name' in node)) return [];
  const type = node.name.value;
  const directives = 'directives' in node ? (node.directives ?? []) : [];
  const fields = 'fields' in node ? (node.fields ?? []) : [];
  const below = fields
    .filter((field): field is FieldDefinitionNode => field.kind === Kind.FIELD_DEFINITION)
    .map((field) => ({
      ...{ place: `${type}.${field.name.value}`, within: type },
      directives: field.directives ?? [],
    }));
  return [{ place: type, directives }, ...below];
}

/** Who answers each type and each field, by the names that graphs have in the supergraph. */
function holdersIn(supergraph: DocumentNode): ReadonlyMap<string, readonly string[]> {
  const holders = new Map<string, readonly string[]>();
  for (const { place, directives, within } of supergraph.definitions.flatMap(placesIn)) {
    const joined = directives.filter(({ name }) => name.value.startsWith('join__'));
    // a field that says nothing is answered by all who have its type
    const silent = within === undefined || joined.length > 0 ? undefined : holders.get(within);
    holders.set(place, silent ?? joined.filter(isAnswered).flatMap(graphsOf));
  }
  return holders;
}

function isAnswered({ arguments: given = [] }: ConstDirectiveNode): boolean {
  return !given.some(({ name, value }) => {
    return name.value === 'external' && value.kind === Kind.BOOLEAN && value.value;
  });
}

function graphsOf({ arguments: given = [] }: ConstDirectiveNode): string[] {
  return given.flatMap(({ name, value }) =>
    name.value === 'graph' && value.kind === Kind.ENUM ? [value.value] : [],
  );
}

/** Codes are of small letters and digits, of which federation makes the names of an enum. */
function graphOf(code: string): string {
  return code.toUpperCase();
}
