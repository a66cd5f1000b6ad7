/** The role a connection URL logs in as, for grants. @throws TypeError when it names none. */
export function roleOf(databaseUrl: string): string {
  const role = decodeURIComponent(new URL(databaseUrl).username);
  if (role === '') throw new TypeError('The database URL names no role');
  return role;
}
