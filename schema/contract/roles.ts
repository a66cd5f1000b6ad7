/** What a person may be; an access token names it in its roles. */
export const ROLES = [
  'CLERK',
  'JUDGE',
  'PRIVACY_OFFICER',
  'AGENCY_ENGINEER',
  'ADMINISTRATOR',
  'FRONTEND',
] as const;
export type Role = (typeof ROLES)[number];

/** Of these no account holds two: who runs the machines may not watch over who used them. */
export const DISJOINT_ROLES: readonly Role[] = [
  'PRIVACY_OFFICER',
  'AGENCY_ENGINEER',
  'ADMINISTRATOR',
];

/** OAuth scopes (RFC 6749 §3.3): what a token may be used for, within what its holder may do. */
export const SCOPES = [
  'register:read',
  'case:read',
  'case:decide',
  'repair:run',
  'contact:reveal',
  'audit:read',
  'audit:decide',
  'schema:read',
  'schema:publish',
  'schema:decide',
] as const;
export type Scope = (typeof SCOPES)[number];

/** The scopes that a provider should grant to an account of each role. */
export const SCOPES_OF_ROLE: Readonly<Record<Role, readonly Scope[]>> = {
  CLERK: ['register:read', 'case:read', 'repair:run', 'contact:reveal'],
  JUDGE: ['register:read', 'case:read', 'case:decide', 'contact:reveal'],
  PRIVACY_OFFICER: ['register:read', 'audit:read', 'audit:decide'],
  AGENCY_ENGINEER: ['register:read', 'schema:read', 'schema:publish'],
  ADMINISTRATOR: ['register:read', 'schema:read', 'schema:decide'],
  FRONTEND: ['register:read'],
};
