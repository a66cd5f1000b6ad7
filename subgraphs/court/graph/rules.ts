import { allow } from '../../kit/graph/allow.ts';

/** For whatever shows cases and what came of them, as a field. */
export const readsCases = allow({ roles: ['CLERK', 'JUDGE'], scope: 'case:read' });

/** The same for a type that carries it, asked once an object and not once a field. */
export const carriesCases = { ...readsCases, runScopesOnType: true };

/** For what puts parties to agencies. */
export const asksAgencies = allow({ roles: ['CLERK'], scope: 'repair:run' });

/** For what a judge decides about the work of clerks. */
export const decidesCases = allow({ roles: ['JUDGE'], scope: 'case:decide' });

/** The same where the case itself is the answer. */
export const decidesAndReadsCases = allow({
  roles: ['JUDGE'],
  scope: ['case:decide', 'case:read'],
});
