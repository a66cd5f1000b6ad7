import type { DocumentNode } from 'graphql';
import type { PinnedKeys } from '../../kit/sealing/pinned-keys.ts';
import { checkAddress } from './check-address.ts';
import { checkContract } from './check-contract.ts';
import { checkDeprecations } from './check-deprecations.ts';
import { checkEntityKeys } from './check-entity-keys.ts';
import { checkKeys } from './check-keys.ts';
import { checkOnlyAnswers } from './check-only-answers.ts';
import { checkPersonalFields } from './check-personal-fields.ts';
import { checkRoots } from './check-roots.ts';
import { checkValueTypes } from './check-value-types.ts';
import { parseSchema } from './parse-schema.ts';
import type { Candidate, SchemaProblem } from './schema-problem.ts';

export type CheckedSchema = { document?: DocumentNode; problems: SchemaProblem[] };

/** All that can be said of one schema without knowing the others. */
export async function checkSchema(
  candidate: Candidate,
  pinned: PinnedKeys,
): Promise<CheckedSchema> {
  const { code } = candidate;
  const about = [...checkAddress(candidate), ...(await checkKeys(candidate, pinned))];
  const { document, problems } = parseSchema(candidate);
  if (document === undefined) return { problems: [...problems, ...about] };
  const checks = [checkContract, checkOnlyAnswers, checkValueTypes, checkPersonalFields];
  const found = [...checks, checkDeprecations, checkEntityKeys, checkRoots].flatMap((check) =>
    check(code, document),
  );
  return { document, problems: [...problems, ...found, ...about] };
}
