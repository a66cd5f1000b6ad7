import { SignInError } from '../sign-in/sign-in-error.ts';
import { GraphError } from './graph-client.ts';

/** Why something that was asked of the graph did not come about, for people; it quotes no value. */
export function failureWords(error: unknown): string {
  if (error instanceof GraphError) return `${error.message} (${error.code})`;
  if (error instanceof SignInError) return error.message;
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? `the gateway cannot be reached (${code})` : 'failed';
}
