/** A value that oidc-provider leaves untyped, where it is text; empty otherwise. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
