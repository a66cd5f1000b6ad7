/** Operations of the registry, which neither clerks nor judges may use. */
export const OF_REGISTRY =
  /^(?:Query\.(?:publications|history)|Mutation\.(?:publishSchema|checkSchema|retireAgency|rollback))$/u;

/** What is written into their arguments where another one is in question. */
export const SOUND_SCHEMA = {
  ...{ code: 'nobody', sdl: 'type Query { a: Int }', url: 'http://127.0.0.1:9/graphql' },
  ...{ jwks: '{"keys":[]}', signature: 'none' },
};
