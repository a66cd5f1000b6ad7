import { DirectiveLocation, GraphQLDirective, GraphQLNonNull, GraphQLString } from 'graphql';

/**
 * `@merges(fields: "status sealed")` on a field of an entity's owner: before it is resolved, every
 * field that other subgraphs add to the entity is fetched with this selection. Composition turns it
 * into `@external` fields and a `@requires`, so that the owner need not name the others.
 */
export const MergesDirective = new GraphQLDirective({
  name: 'merges',
  locations: [DirectiveLocation.FIELD_DEFINITION],
  args: { fields: { type: new GraphQLNonNull(GraphQLString) } },
});
