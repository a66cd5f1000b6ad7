import { PATIENT } from './patient.ts';

/** The environment of a stack of a test's own. */
export function stackEnvironment(more: Record<string, string>): Record<string, string | undefined> {
  return { ...process.env, ...PATIENT, ...more };
}
