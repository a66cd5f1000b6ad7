import type { HubEntry } from '../../schema/contract/audit.ts';
import type { ErrorCode } from '../mask-error.ts';
import type { RefusedField } from '../rules/find-refusals.ts';
import type { Trail } from './trail.ts';

/** Codes that refuse somebody, and not a mistake; those of fields come with the fields. */
const DENIALS: ReadonlySet<ErrorCode> = new Set([
  ...(['TOKEN_REFUSED', 'PROOF_REFUSED', 'DOCUMENT_NOT_TRUSTED'] as const),
  ...(['LIMIT_EXCEEDED', 'ALIAS_NOT_ALLOWED'] as const),
]);

/** Names that one entry holds at most. */
const MOST_FIELDS = 100;

function isDenial(code: ErrorCode): boolean {
  return DENIALS.has(code);
}

/** What is recorded of a request that was refused, as a whole or in parts: one entry a code. */
export function denialsOf(
  { actor, requestId: request, denied }: Pick<Trail, 'actor' | 'requestId' | 'denied'>,
  refused: readonly RefusedField[],
  now: Date,
): HubEntry[] {
  const common = { event: 'ACCESS_DENIED', at: now.toISOString(), actor } as const;
  const whole = [...denied].filter(isDenial).map((outcome) => ({ outcome, detail: { request } }));
  const codes = new Set(refused.map(({ code }) => code));
  const inParts = [...codes].map((outcome) => {
    const names = refused.filter(({ code }) => code === outcome).map(({ name }) => name);
    const fields = [...new Set(names)].slice(0, MOST_FIELDS);
    return { outcome, detail: { request, fields } };
  });
  return [...whole, ...inParts].map((said) => ({ ...common, ...said }));
}
