import { inject } from 'vitest';
import { findStack } from '../../scripts/stack/find-stack.ts';

/** Runs one of the court's own commands, as whoever looks after the court would. */
export async function courtCommand(...args: string[]): Promise<unknown> {
  const stack = await findStack(inject('sample').home);
  if (stack === undefined) throw new Error('The stack is gone');
  return stack.runCommand('court', args);
}
