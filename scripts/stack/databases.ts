import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { createDatabase } from './create-database.ts';
import type { DatabaseUrls } from './create-database.ts';
import { readPrivateJson, writePrivateJson } from './private-json.ts';

const passwordsSchema = z.record(
  z.string(),
  z.object({ owner: z.string().min(1), app: z.string().min(1) }),
);

/** Passwords of each service's two roles, by the service's code. */
export type Passwords = z.infer<typeof passwordsSchema>;

/**
 * Makes the database `relink_<code>` with its roles `relink_<code>_owner` and `relink_<code>_app`,
 * as far as they are not there.
 *
 * @param adminUrl of a role that may make databases and roles
 */
export function provision(
  adminUrl: string,
  code: string,
  { owner, app }: Passwords[string],
): Promise<DatabaseUrls> {
  const database = `relink_${code}`;
  return createDatabase(adminUrl, {
    database,
    owner: { role: `${database}_owner`, password: owner },
    app: { role: `${database}_app`, password: app },
  });
}

/** The passwords kept in `file`, with new ones for the codes that have none yet. */
export async function keepPasswords(file: string, codes: string[]): Promise<Passwords> {
  const known = (await readPrivateJson(file, passwordsSchema)) ?? {};
  const missing = codes.filter((code) => known[code] === undefined);
  if (missing.length === 0) return known;
  const fresh = missing.map((code) => [code, { owner: random(), app: random() }] as const);
  const all = { ...known, ...Object.fromEntries(fresh) };
  await writePrivateJson(file, all);
  return all;
}

function random(): string {
  return randomBytes(24).toString('base64url');
}
