/** Parties that have keys, and may have a subgraph, but hold no register; every other one is an agency. */
export const NO_AGENCIES: ReadonlySet<string> = new Set(['court', 'gateway', 'audit', 'registry']);

/** The code of a subgraph, and of the field by which an agency answers: a name of GraphQL too. */
export const SUBGRAPH_CODE = /^[a-z][a-z0-9]{0,62}$/u;
