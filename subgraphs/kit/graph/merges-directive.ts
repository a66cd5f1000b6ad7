import {
  DirectiveLocation,
  GraphQLDirective,
  GraphQLNonNull,
  GraphQLString,
  specifiedDirectives,
} from 'graphql';

/**
 * `@merges(fields: "status sealed")` on a field of an entity's owner: before it is resolved, every
 * field that other subgraphs add to the entity is fetched with this selection. Composition turns it
 * into `@external` fields and a `@requires`, so that the owner need not name the others.
 */
const MergesDirective = new GraphQLDirective({
  name: 'merges',
  locations: [DirectiveLocation.FIELD_DEFINITION],
  args: { fields: { type: new GraphQLNonNull(GraphQLString) } },
});

/**
 * All directives of a subgraph that owns a merged entity. A schema that is given some has those alone:
 * without GraphQL's own, whoever selects with `@include` or `@skip` is told that there is no such thing.
 */
export const OWNER_DIRECTIVES = [...specifiedDirectives, MergesDirective];
