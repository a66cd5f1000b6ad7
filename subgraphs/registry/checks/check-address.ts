import { problemAt } from './schema-problem.ts';
import type { Candidate, SchemaProblem } from './schema-problem.ts';

/** The address is one that a gateway can post to, and holds no password and nothing to track by. */
export function checkAddress({ code, url }: Candidate): SchemaProblem[] {
  const parsed = URL.parse(url);
  const isPlain =
    parsed !== null &&
    ['https:', 'http:'].includes(parsed.protocol) &&
    parsed.username + parsed.password + parsed.search + parsed.hash === '';
  return isPlain
    ? []
    : [problemAt(code, 'INVALID_ADDRESS', 'The address is not a plain http or https URL.')];
}
