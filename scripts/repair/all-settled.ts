import { StackError } from '../stack/stack-error.ts';

/**
 * Waits for all to end, whatever becomes of the others.
 *
 * @throws StackError of all that people must be told, a line each; anything else as it was thrown
 */
export async function allSettled(works: readonly Promise<void>[]): Promise<void> {
  const results = await Promise.allSettled(works);
  const reasons = results.flatMap((result): unknown[] =>
    result.status === 'rejected' ? [result.reason] : [],
  );
  const defects = reasons.filter((reason) => !(reason instanceof StackError));
  if (defects.length > 0) throw defects[0];
  const told = reasons.flatMap((reason) => (reason instanceof StackError ? [reason.message] : []));
  if (told.length > 0) throw new StackError(told.join('\n'));
}
