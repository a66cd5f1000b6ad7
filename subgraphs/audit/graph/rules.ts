import { allow } from '../../kit/graph/allow.ts';

/** For whatever shows what ledgers hold, as a field. */
export const readsAudit = allow({ roles: ['PRIVACY_OFFICER'], scope: 'audit:read' });

/** The same for a type that carries it, asked once an object and not once a field. */
export const carriesAudit = { ...readsAudit, runScopesOnType: true };

/** For what a privacy officer decides; the answer shows what ledgers hold too. */
export const decidesAudit = allow({
  roles: ['PRIVACY_OFFICER'],
  scope: ['audit:decide', 'audit:read'],
});

/** For what a judge orders. */
export const ordersDelays = allow({ roles: ['JUDGE'], scope: 'case:decide' });
