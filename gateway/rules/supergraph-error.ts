/**
 * Thrown at start only: the supergraph holds a rule that cannot be read, or a security feature that
 * nobody here knows. A gateway that went on would answer what it was told not to.
 */
export class SupergraphError extends Error {
  override name = 'SupergraphError';
}
