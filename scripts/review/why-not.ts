import { ERROR_HELP } from '../../schema/contract/error-help.ts';
import { failureWords } from '../repair/failure-words.ts';
import { GraphError } from '../repair/graph-client.ts';

/** Why something could not be decided, and what helps, for people; it quotes no value. */
export function whyNot(error: unknown): string {
  if (!(error instanceof GraphError) || !isKnown(error.code)) return failureWords(error);
  // what some messages say besides is what helps
  const [what = ''] = error.message.split('. ');
  return `${what.replace(/\.$/u, '')} (${error.code}). ${ERROR_HELP[error.code].then}`;
}

function isKnown(code: string): code is keyof typeof ERROR_HELP {
  return Object.hasOwn(ERROR_HELP, code);
}
