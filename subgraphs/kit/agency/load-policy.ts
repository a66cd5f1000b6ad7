import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { CONTACT_BASES, CONTACT_KINDS, PURPOSES } from '../../../schema/contract/codes.ts';
import { ASKING_ROLES, ENTRIES_PER_ENVELOPE } from '../../../schema/contract/warrant.ts';
import { ConfigError } from '../config/service-config.ts';
import type { AgencyPolicy } from './agency-policy.ts';

/**
 * An agency's policy as an installation changes it: each member of a JSON file takes the place of
 * the one in `policy.ts`. Read once, at start.
 *
 * @param file such as `{ "purposes": ["MEDIATION"], "kinds": ["ADDRESS"] }`; none changes nothing.
 * @throws ConfigError naming each member that does not fit.
 */
export async function loadPolicy(
  policy: AgencyPolicy,
  file: string | undefined,
): Promise<AgencyPolicy> {
  if (file === undefined) return policy;
  const parsed = changesOf(policy).safeParse(await readJson(file));
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new ConfigError(`${file} is no policy:\n  ${problems.join('\n  ')}`);
}

/** Strict, so that a member written wrong does not leave a wider policy in force. */
function changesOf(policy: AgencyPolicy) {
  const code = z.string().regex(/^[a-z][a-z0-9-]{0,62}$/u);
  return z.strictObject({
    courts: z.array(code).default([...policy.courts]),
    roles: z.array(z.enum(ASKING_ROLES)).default([...policy.roles]),
    purposes: z.array(z.enum(PURPOSES)).default([...policy.purposes]),
    kinds: z.array(z.enum(CONTACT_KINDS)).default([...policy.kinds]),
    bases: z.array(z.enum(CONTACT_BASES)).default([...policy.bases]),
    entries: z.int().min(1).max(ENTRIES_PER_ENVELOPE).default(policy.entries),
  });
}

async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch {
    throw new ConfigError(`${file} cannot be read as JSON`);
  }
}
