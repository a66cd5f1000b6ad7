import { allow } from '../../kit/graph/allow.ts';

/** For whatever shows what agencies published. */
export const readsSchemas = allow({
  roles: ['AGENCY_ENGINEER', 'ADMINISTRATOR'],
  scope: 'schema:read',
});

/** For what an agency's engineer hands in; the agency's own signature says for which agency. */
export const publishesSchemas = allow({ roles: ['AGENCY_ENGINEER'], scope: 'schema:publish' });

/** For what an administrator decides about the graph. */
export const decidesSchemas = allow({ roles: ['ADMINISTRATOR'], scope: 'schema:decide' });
